# The detector and its tools, for one of two kinds of machine:
#   docker build -t shotline:cpu .
#   docker build -t shotline:gpu --build-arg VARIANT=gpu .
# .ci/image follows these instructions without an engine.
ARG VARIANT=cpu

FROM debian:bookworm-20251229-slim AS cpu

# TensorFlow 2.18 wants CUDA 12 and cuDNN 9.3 or later; images of CUDA 12.5 still have cuDNN 9.2.
FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu22.04 AS gpu

FROM debian:bookworm-20251229-slim AS build
RUN apt-get update && \
    apt-get install -y --no-install-recommends maven openjdk-17-jdk-headless unzip
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml ./
ARG VARIANT
# Libraries by themselves: a change of the code fetches nothing.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp "-P$VARIANT" dependency:copy-dependencies@class-path && \
    mkdir /image && mv target/lib /image/lib
# Unpacked here, 680 MB are not unpacked at each start.
RUN mkdir /image/natives && cd /image/natives && \
    unzip -q -j /image/lib/tensorflow-core-native-*-linux-x86_64*.jar 'org/*' && \
    rm /image/lib/tensorflow-core-native-*-linux-x86_64*.jar && \
    unzip -q -j /image/lib/rocksdbjni-*.jar librocksdbjni-linux64.so
COPY proto proto
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp "-P$VARIANT" -Dmaven.test.skip -Dspotless.check.skip -Denforcer.skip \
      package cyclonedx:makeBom && \
    mv target/shotline-*.jar /image/shotline.jar && mv target/bom.json /image/bom.json
# The JVM's options that come with this image; SHOTLINE_JAVA_OPTIONS come after and win.
RUN cd /image/lib && \
    printf '%s\n' \
      "-cp /opt/shotline/shotline.jar$(printf ':/opt/shotline/lib/%s' *.jar)" \
      -Dshotline.natives="$VARIANT" \
      -Djava.library.path=/opt/shotline/natives \
      -Dorg.bytedeco.javacpp.pathsFirst=true \
      -Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp \
      -XX:+ExitOnOutOfMemoryError \
      >/image/java.options && \
    find /image -exec touch --no-dereference --date=2026-01-01T00:00:00Z '{}' +

FROM ${VARIANT}
RUN apt-get update && \
    apt-get install -y --no-install-recommends openjdk-17-jre-headless && \
    rm -rf /var/lib/apt/lists/* && \
    groupadd --gid 10001 shotline && \
    useradd --uid 10001 --gid 10001 --home-dir /var/lib/shotline --create-home shotline
COPY --from=build /image/natives /opt/shotline/natives
COPY --from=build /image/lib /opt/shotline/lib
COPY model/mini /opt/shotline/model/mini
COPY model/fine /opt/shotline/model/fine
COPY --from=build /image/bom.json /usr/share/doc/shotline/bom.json
COPY LICENSE NOTICE /usr/share/doc/shotline/
COPY --from=build /image/java.options /opt/shotline/java.options
COPY --from=build /image/shotline.jar /opt/shotline/shotline.jar
COPY shotline /opt/shotline/shotline
# Classes as the JVM has them in memory: a third off the time to start.
RUN SHOTLINE_JAVA_OPTIONS=-XX:ArchiveClassesAtExit=/opt/shotline/shotline.jsa \
      /opt/shotline/shotline demo --frames 16 --exit && \
    echo -XX:SharedArchiveFile=/opt/shotline/shotline.jsa >>/opt/shotline/java.options && \
    rm -rf /tmp/*

LABEL org.opencontainers.image.title="shotline" \
      org.opencontainers.image.description="Finds what looks wrong on a production line" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV LANG=C.UTF-8 \
    SHOTLINE_METRICS_HOST=0.0.0.0 \
    SHOTLINE_STATE_DIR=/var/lib/shotline/state
# A number, so that an orchestrator sees that it is not root.
USER 10001:10001
WORKDIR /var/lib/shotline
VOLUME /var/lib/shotline
EXPOSE 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=10m \
  CMD bash -c 'exec 3<>/dev/tcp/127.0.0.1/9464 && printf "GET /healthz/ready HTTP/1.0\r\n\r\n" >&3 && grep -q "^HTTP/1.. 200" <&3'
ENTRYPOINT ["/opt/shotline/shotline"]
CMD ["run"]
