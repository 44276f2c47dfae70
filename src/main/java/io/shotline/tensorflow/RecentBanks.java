package io.shotline.tensorflow;

import static java.util.Objects.requireNonNull;

import io.shotline.core.port.Bank;
import io.shotline.core.port.ModelCard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;

/**
 * The banks that the last runs compared with, as the model takes them. A line shows one product for
 * long, and copying its bank for each run costs as much as comparing with it: 10 MB of the ViT. A
 * run has what it takes for itself, so as many are kept as runs were going on at once. Thread-safe.
 */
final class RecentBanks implements AutoCloseable {
  /** In native memory, until it is given back. */
  final class Taken implements AutoCloseable {
    private final List<Bank> banks;
    private final Tensors tensors;
    private final Map<String, Tensor> inputs;

    private Taken(List<Bank> banks, Tensors tensors, Map<String, Tensor> inputs) {
      this.banks = banks;
      this.tensors = tensors;
      this.inputs = inputs;
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
  private final Deque<Taken> idle = new ArrayDeque<>();
  private int takenNow;
  private int most;

  RecentBanks(ModelCard card) {
    this.card = requireNonNull(card, "card");
  }

  /** What is there of these banks, or made of them now. */
  Taken take(BankStack stack) {
    Taken taken = idle(stack.banks());
    if (taken == null) {
      Tensors tensors = new Tensors();
      try {
        taken = new Taken(stack.banks(), tensors, stack.inputs(card, tensors));
      } catch (RuntimeException e) {
        tensors.close();
        throw e;
      }
    }
    synchronized (idle) {
      takenNow++;
      most = Math.max(most, takenNow);
    }
    return taken;
  }

  private @Nullable Taken idle(List<Bank> banks) {
    synchronized (idle) {
      for (Iterator<Taken> each = idle.iterator(); each.hasNext(); ) {
        Taken taken = each.next();
        if (taken.banks.equals(banks)) {
          each.remove();
          return taken;
        }
      }
    }
    return null;
  }

  /** Several banks are not kept: another batch will hardly have the same. */
  private void giveBack(Taken taken) {
    Taken unneeded = taken;
    synchronized (idle) {
      takenNow--;
      if (taken.banks.size() == 1) {
        idle.addFirst(taken);
        unneeded = idle.size() > most ? idle.removeLast() : null;
      }
    }
    if (unneeded != null) {
      unneeded.tensors.close();
    }
  }

  /** Frees all, what is still taken when it is given back. */
  @Override
  public void close() {
    synchronized (idle) {
      most = 0;
      idle.forEach(taken -> taken.tensors.close());
      idle.clear();
    }
  }
}
