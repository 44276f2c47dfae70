package io.shotline.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * A record that is small on the wire and huge unpacked. Written by hand and sent over a socket of
 * its own: a producer would need the memory that the receiver is to be robbed of.
 */
final class CompressedBomb {
  private static final short VERSION = 11;

  private final MemoryRecords records;

  private CompressedBomb(MemoryRecords records) {
    this.records = records;
  }

  /**
   * Packs one record.
   *
   * @param message the value's beginning: fields of a message
   * @param field the message's field of bytes that gets the zeros
   */
  static CompressedBomb of(CompressionType type, String key, byte[] message, int field, int zeros)
      throws IOException {
    ByteBufferOutputStream to = new ByteBufferOutputStream(1 << 20);
    to.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
    try (DataOutputStream out =
        new DataOutputStream(
            Compression.of(type).build().wrapForOutput(to, RecordBatch.MAGIC_VALUE_V2))) {
      write(out, key.getBytes(UTF_8), message, field, zeros);
    }
    ByteBuffer batch = to.buffer();
    batch.flip();
    int size = batch.limit();
    DefaultRecordBatch.writeHeader(
        batch,
        0,
        0,
        size,
        RecordBatch.MAGIC_VALUE_V2,
        type,
        TimestampType.CREATE_TIME,
        System.currentTimeMillis(),
        System.currentTimeMillis(),
        RecordBatch.NO_PRODUCER_ID,
        RecordBatch.NO_PRODUCER_EPOCH,
        RecordBatch.NO_SEQUENCE,
        false,
        false,
        false,
        RecordBatch.NO_PARTITION_LEADER_EPOCH,
        1);
    return new CompressedBomb(MemoryRecords.readableRecords(batch.position(0).slice()));
  }

  int sizeInBytes() {
    return records.sizeInBytes();
  }

  /** Waits until the broker has it in partition 0; says what the broker answers. */
  Errors send(String broker, String topic) throws IOException {
    TopicProduceDataCollection topics = new TopicProduceDataCollection();
    topics.add(new TopicProduceData().setName(topic));
    topics
        .iterator()
        .next()
        .partitionData()
        .add(new PartitionProduceData().setIndex(0).setRecords(records));
    ProduceRequest request =
        ProduceRequest.builder(
                new ProduceRequestData()
                    .setAcks((short) -1)
                    .setTimeoutMs(30_000)
                    .setTopicData(topics))
            .build(VERSION);
    RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "bomb", 1);
    String[] address = broker.split(":");
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
      ByteBuffer bytes = request.serializeWithHeader(header);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(bytes.remaining());
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      out.flush();
      return answer(socket, header);
    }
  }

  private static Errors answer(Socket socket, RequestHeader header) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
    ProduceResponse response = (ProduceResponse) AbstractResponse.parseResponse(answer, header);
    PartitionProduceResponse partition =
        response.data().responses().iterator().next().partitionResponses().get(0);
    return Errors.forCode(partition.errorCode());
  }

  private static void write(DataOutputStream out, byte[] key, byte[] message, int field, int zeros)
      throws IOException {
    byte[] tag = new byte[16];
    CodedOutputStream coded = CodedOutputStream.newInstance(tag);
    coded.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    coded.writeUInt32NoTag(zeros);
    int tagLength = coded.getTotalBytesWritten();
    int value = message.length + tagLength + zeros;
    int body =
        3 // attributes and the two differences to the batch's time and offset
            + ByteUtils.sizeOfVarint(key.length)
            + key.length
            + ByteUtils.sizeOfVarint(value)
            + value
            + 1; // no headers
    ByteUtils.writeVarint(body, out);
    out.write(new byte[3]);
    ByteUtils.writeVarint(key.length, out);
    out.write(key);
    ByteUtils.writeVarint(value, out);
    out.write(message);
    out.write(tag, 0, tagLength);
    byte[] nothing = new byte[1 << 16];
    for (int left = zeros; left > 0; left -= nothing.length) {
      out.write(nothing, 0, Math.min(left, nothing.length));
    }
    ByteUtils.writeVarint(0, out);
  }
}
