package io.shotline.kafka.cluster;

import static io.shotline.kafka.cluster.Batches.batch;
import static io.shotline.kafka.cluster.Batches.bytes;
import static io.shotline.kafka.cluster.Batches.compressed;
import static io.shotline.kafka.cluster.Batches.join;
import static io.shotline.kafka.cluster.Batches.offsets;
import static io.shotline.kafka.cluster.Batches.packed;
import static io.shotline.kafka.cluster.Batches.refusals;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged and lying batches, and the limits of one answer. */
class FetchGuardLimitsTest {
  private static final byte V2 = RecordBatch.MAGIC_VALUE_V2;
  private static final int RECORD = 10_000;
  private static final int BATCH = 25_000;
  private static final int COUNT = 50;
  private final FetchGuard guard = new FetchGuard(new BatchLimits(RECORD, BATCH, COUNT));

  @Test
  void shouldLeaveForTheNextAnswerWhatWouldMakeThisTooLarge() {
    MemoryRecords first =
        join(batch(CompressionType.GZIP, 0, 9_000, 9_000), batch(CompressionType.NONE, 2, 9_000));
    MemoryRecords rest =
        join(batch(CompressionType.GZIP, 3, 9_000), batch(CompressionType.NONE, 4, 1));
    MemoryRecords other =
        join(batch(CompressionType.NONE, 0, 9_000), batch(CompressionType.GZIP, 1, 1));
    MemoryRecords third = batch(CompressionType.GZIP, 0, 1);

    List<MemoryRecords> checked = checked(join(first, rest), other, third);

    assertThat(offsets(checked.get(0))).containsExactly(0L, 1L, 2L);
    assertThat(offsets(checked.get(1))).containsExactly(0L);
    assertThat(checked.get(2).sizeInBytes()).isZero();
    assertThat(checked(rest)).containsExactly(rest);
  }

  @Test
  void shouldAlwaysTakeTheFirstSoThatReadingGoesOn() {
    MemoryRecords refused = batch(CompressionType.GZIP, 0, 9_000, 9_000, 9_000);

    List<MemoryRecords> checked = checked(refused, batch(CompressionType.GZIP, 0, 9_000));

    assertThat(refusals(checked.get(0))).hasSize(1);
    assertThat(checked.get(1).sizeInBytes()).isZero();
  }

  /** Its reader would make room for all of it before it sees that there is nothing. */
  @Test
  void shouldNotBelieveTheLengthOfASnappyBlock() {
    for (boolean stream : new boolean[] {true, false}) {
      ByteBuffer block = ByteBuffer.allocate(64);
      if (stream) {
        block.put(new byte[] {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0}).putInt(1).putInt(1);
        block.putInt(20);
      }
      block.put(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7});

      MemoryRecords checked = checked(packed(CompressionType.SNAPPY, block.array(), 1)).get(0);

      assertThat(refusals(checked).get(0).detail()).contains("more than 25000 bytes");
    }
  }

  @Test
  void shouldNotBelieveTheLengthOfARecord() throws Exception {
    ByteBufferOutputStream packed = new ByteBufferOutputStream(100);
    try (var out = Compression.of(CompressionType.GZIP).build().wrapForOutput(packed, V2)) {
      out.write(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0xF, 0, 0});
    }

    MemoryRecords checked =
        checked(packed(CompressionType.GZIP, Utils.toArray(packed.buffer().flip()), 1)).get(0);

    assertThat(refusals(checked).get(0).detail()).contains("a record of 2147483647 bytes");
  }

  @ParameterizedTest
  @EnumSource(value = CompressionType.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void shouldNeitherFailNorLoseOthersWhateverTheBytesAre(CompressionType type) {
    Random random = new Random(7);
    MemoryRecords before = batch(type, 3, 5_000);
    for (int round = 0; round < 300; round++) {
      byte[] noise = Utils.toArray(compressed(type, 5_000));
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        noise[random.nextInt(noise.length)] = (byte) random.nextInt();
      }
      byte[] cut = Arrays.copyOf(noise, 1 + random.nextInt(noise.length));

      MemoryRecords checked = checked(join(before, packed(type, cut, 4))).get(0);

      assertThat(bytes(checked, 0)).isEqualTo(bytes(before, 0));
    }
  }

  private List<MemoryRecords> checked(MemoryRecords... partitions) {
    FetchableTopicResponse topic = new FetchableTopicResponse();
    for (MemoryRecords records : partitions) {
      topic.partitions().add(new PartitionData().setRecords(records));
    }
    guard.check(FetchResponse.of(new FetchResponseData().setResponses(List.of(topic))));
    return topic.partitions().stream().map(data -> (MemoryRecords) data.records()).toList();
  }
}
