package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.ModelCard;
import io.shotline.core.PromptBank;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;

/**
 * The banks that the last runs compared with, as the model takes them. A line shows one product for
 * long, and copying its bank for each run costs as much as comparing with it: 10 MB of the ViT. A
 * run has what it takes for itself, so there is one for each run at once. Thread-safe.
 */
final class RecentBanks implements AutoCloseable {
  /** In native memory, until it is given back. */
  final class Taken implements AutoCloseable {
    private final List<PromptBank> banks;
    private final Tensors tensors = new Tensors();
    private final Map<String, Tensor> inputs;

    private Taken(BankStack stack) {
      this.banks = stack.banks();
      this.inputs = stack.inputs(card, tensors);
    }

    /** The inputs of the score signature that do not depend on the images. */
    Map<String, Tensor> inputs() {
      return inputs;
    }

    /** Gives it back. */
    @Override
    public void close() {
      giveBack(this);
    }
  }

  private final ModelCard card;
  private final int most;
  private final Deque<Taken> idle = new ArrayDeque<>();

  /**
   * @param most how many are kept, each of one bank
   */
  RecentBanks(ModelCard card, int most) {
    this.card = requireNonNull(card, "card");
    this.most = most;
  }

  /** What is there of these banks, or made of them now. */
  Taken take(BankStack stack) {
    synchronized (idle) {
      for (Iterator<Taken> each = idle.iterator(); each.hasNext(); ) {
        Taken taken = each.next();
        if (taken.banks.equals(stack.banks())) {
          each.remove();
          return taken;
        }
      }
    }
    return new Taken(stack);
  }

  /** Several banks are not kept: another batch will hardly have the same. */
  private void giveBack(Taken taken) {
    Taken unneeded = taken;
    if (taken.banks.size() == 1) {
      synchronized (idle) {
        idle.addFirst(taken);
        unneeded = idle.size() > most ? idle.removeLast() : null;
      }
    }
    if (unneeded != null) {
      unneeded.tensors.close();
    }
  }

  /** Frees what is idle; nothing may be taken any more. */
  @Override
  public void close() {
    synchronized (idle) {
      idle.forEach(taken -> taken.tensors.close());
      idle.clear();
    }
  }
}
