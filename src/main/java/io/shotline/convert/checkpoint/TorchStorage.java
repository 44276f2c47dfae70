package io.shotline.convert.checkpoint;

/**
 * An entry {@code data/<key>} of a torch zip as the pickle describes it, not yet checked.
 *
 * @param key the entry's name
 * @param elements of that type
 */
record TorchStorage(String key, StoredTensor.Type type, long elements) {}
