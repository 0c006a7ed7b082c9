/*
 * The other side of the tests in tests/host/Ipc. Exit code 0: good; 1: a difference was found; 2: wrong
 * command line or a file that cannot be used. Commands:
 *   layout                       every size and offset, one "NAME VALUE" a line, under the names of the C# side
 *   consume FILE CELL COUNT      reads COUNT records, checks their content, releases in batches
 *   produce FILE CELL COUNT      publishes COUNT records, in batches
 *   meter COUNTERS FLAGS HEARTBEAT HISTOGRAM CELL   counts, raises, beats and records in each
 */
#define _GNU_SOURCE
#include "strategies_ipc.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int ipc_twin_cpp_check(void);

#define BATCH_MAX 7
#define PAYLOAD_MAX 200
#define PATIENCE_SECONDS 60

/* Content follows from the sequence; RecordContent.cs has the same. */
static uint32_t content_length(uint64_t sequence) { return (uint32_t)(sequence * 31 % PAYLOAD_MAX); }
static uint32_t content_type(uint64_t sequence) { return (uint32_t)(sequence * 2654435761u); }

static uint8_t content_byte(uint64_t sequence, uint32_t index) {
  return (uint8_t)(sequence * 131 + index * UINT64_C(17));
}

static void print(const char* name, size_t value) { printf("%s %zu\n", name, value); }

static void print_region(void) {
  print("RegionHeader", sizeof(strategies_region_header));
  print("RegionHeader.Magic", offsetof(strategies_region_header, magic));
  print("RegionHeader.LayoutVersion", offsetof(strategies_region_header, layout_version));
  print("RegionHeader.Kind", offsetof(strategies_region_header, kind));
  print("RegionHeader.RegionBytes", offsetof(strategies_region_header, region_bytes));
  print("RegionHeader.HeaderBytes", offsetof(strategies_region_header, header_bytes));
  print("RegionHeader.Cell", offsetof(strategies_region_header, cell));
  print("RegionHeader.Parameter0", offsetof(strategies_region_header, parameter0));
  print("RegionHeader.Parameter1", offsetof(strategies_region_header, parameter1));
  print("RegionHeader.BootIdLow", offsetof(strategies_region_header, boot_id_low));
  print("RegionHeader.BootIdHigh", offsetof(strategies_region_header, boot_id_high));
  print("RegionHeader.Name", offsetof(strategies_region_header, name));
  print("RegionHeader.Owner", offsetof(strategies_region_header, owner));
  print("RegionHeader.Producer", offsetof(strategies_region_header, producer));
  print("RegionHeader.Consumer", offsetof(strategies_region_header, consumer));
}

static void print_ring(void) {
  print("SequencedPosition", sizeof(strategies_sequenced_position));
  print("SequencedPosition.Version", offsetof(strategies_sequenced_position, version));
  print("SequencedPosition.Position0", offsetof(strategies_sequenced_position, position0));
  print("SequencedPosition.Sequence0", offsetof(strategies_sequenced_position, sequence0));
  print("SequencedPosition.Position1", offsetof(strategies_sequenced_position, position1));
  print("SequencedPosition.Sequence1", offsetof(strategies_sequenced_position, sequence1));
  print("RingControl", sizeof(strategies_ring_control));
  print("RingControl.Cursor", offsetof(strategies_ring_control, cursor));
  print("RingControl.Gate", offsetof(strategies_ring_control, gate));
  print("RingRecordHeader", sizeof(strategies_ring_record_header));
  print("RingRecordHeader.Length", offsetof(strategies_ring_record_header, length));
  print("RingRecordHeader.Type", offsetof(strategies_ring_record_header, type));
  print("RingRecordHeader.Sequence", offsetof(strategies_ring_record_header, sequence));
}

static void print_metrics(void) {
  print("HeartbeatBlock", sizeof(strategies_heartbeat_block));
  print("HeartbeatBlock.BeatNs", offsetof(strategies_heartbeat_block, beat_ns));
  print("HeartbeatBlock.Beats", offsetof(strategies_heartbeat_block, beats));
  print("HeartbeatBlock.Process", offsetof(strategies_heartbeat_block, process));
  print("HeartbeatBlock.State", offsetof(strategies_heartbeat_block, state));
  print("HeartbeatBlock.Doors", offsetof(strategies_heartbeat_block, doors));
  print("HistogramBlock", sizeof(strategies_histogram_block));
  print("HistogramBlock.Max", offsetof(strategies_histogram_block, max));
  print("HistogramBlock.Clamped", offsetof(strategies_histogram_block, clamped));
}

static int print_layout(void) {
  uint64_t value;
  print_region();
  print_ring();
  print_metrics();
  print("MagicValue", (size_t)STRATEGIES_MAGIC);
  print("CurrentLayoutVersion", STRATEGIES_LAYOUT_VERSION);
  print("NameBytes", STRATEGIES_NAME_BYTES);
  print("KindRing", STRATEGIES_KIND_RING);
  print("KindCounters", STRATEGIES_KIND_COUNTERS);
  print("KindHistogram", STRATEGIES_KIND_HISTOGRAM);
  print("KindHeartbeat", STRATEGIES_KIND_HEARTBEAT);
  print("KindFlags", STRATEGIES_KIND_FLAGS);
  print("DataOffset", STRATEGIES_RING_DATA_OFFSET);
  print("Alignment", STRATEGIES_RING_ALIGNMENT);
  print("CapacityMin", STRATEGIES_RING_CAPACITY_MIN);
  print("CapacityMax", STRATEGIES_RING_CAPACITY_MAX);
  print("PaddedStride", STRATEGIES_WORD_STRIDE_PADDED);
  print("PackedStride", STRATEGIES_WORD_STRIDE_PACKED);
  print("BucketCount", STRATEGIES_HISTOGRAM_BUCKETS);
  print("ValuesOffset5", (size_t)strategies_words_offset(5));
  print("MaxRecordLength4096", (size_t)strategies_ring_max_payload(4096));
  for (value = 1; value < UINT64_C(1) << STRATEGIES_HISTOGRAM_VALUE_BITS; value = value * 3 + 1) {
    printf("BucketOf:%llu %u\n", (unsigned long long)value, strategies_histogram_bucket_of(value));
  }
  return ipc_twin_cpp_check();
}

static void* map_region(const char* file, uint32_t kind, uint32_t cell) {
  struct stat status;
  void* base;
  strategies_fault fault;
  int descriptor = open(file, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0 || fstat(descriptor, &status) != 0) {
    fprintf(stderr, "error: %s: %s\n", file, strerror(errno));
    exit(2);
  }
  base = mmap(NULL, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (base == MAP_FAILED) {
    fprintf(stderr, "error: %s cannot be mapped: %s\n", file, strerror(errno));
    exit(2);
  }
  close(descriptor);
  fault = strategies_region_check(base, (uint64_t)status.st_size, kind, cell);
  if (fault != STRATEGIES_OK) {
    fprintf(stderr, "error: %s cannot be used: fault %d\n", file, (int)fault);
    exit(2);
  }
  return base;
}

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Nothing to do: lets the other side run, but not for ever. */
static void wait_for_peer(int64_t deadline_ns) {
  if (now_ns() > deadline_ns) {
    fprintf(stderr, "error: the other side did not go on for %d seconds\n", PATIENCE_SECONDS);
    exit(1);
  }
  sched_yield();
}

static int check_record(const strategies_ring_record_header* record, uint64_t expected) {
  const uint8_t* payload = strategies_ring_payload(record);
  uint32_t length = strategies_ring_payload_length(record);
  uint32_t index;
  if (record->sequence != expected || record->type != content_type(expected) || length != content_length(expected)) {
    fprintf(stderr, "error: record %llu has sequence %llu, %u bytes\n", (unsigned long long)expected,
            (unsigned long long)record->sequence, length);
    return 1;
  }
  for (index = 0; index < length; index++) {
    if (payload[index] != content_byte(expected, index)) {
      fprintf(stderr, "error: record %llu differs at byte %u\n", (unsigned long long)expected, index);
      return 1;
    }
  }
  return 0;
}

static int consume(const char* file, uint32_t cell, uint64_t count) {
  strategies_ring_consumer consumer;
  int64_t deadline_ns = now_ns() + PATIENCE_SECONDS * INT64_C(1000000000);
  uint64_t left = count;
  strategies_ring_consumer_init(&consumer, map_region(file, STRATEGIES_KIND_RING, cell));
  while (left > 0) {
    strategies_fault fault;
    uint64_t expected = consumer.sequence + 1;
    const strategies_ring_record_header* record = strategies_ring_poll(&consumer, &fault);
    if (fault != STRATEGIES_OK) {
      fprintf(stderr, "error: ring fault %d behind record %llu\n", (int)fault, (unsigned long long)consumer.sequence);
      return 1;
    }
    if (record == NULL) {
      strategies_ring_release(&consumer);
      wait_for_peer(deadline_ns);
      continue;
    }
    if (check_record(record, expected) != 0) return 1;
    if (--left % BATCH_MAX == 0) strategies_ring_release(&consumer);
  }
  printf("consumed %llu\n", (unsigned long long)count);
  return 0;
}

static int produce(const char* file, uint32_t cell, uint64_t count) {
  strategies_ring_producer producer;
  int64_t deadline_ns = now_ns() + PATIENCE_SECONDS * INT64_C(1000000000);
  uint64_t left = count;
  if (strategies_ring_producer_init(&producer, map_region(file, STRATEGIES_KIND_RING, cell)) != STRATEGIES_OK) {
    fprintf(stderr, "error: %s is damaged\n", file);
    return 1;
  }
  while (left > 0) {
    uint64_t sequence = producer.sequence + 1;
    uint32_t length = content_length(sequence);
    uint32_t index;
    uint8_t* payload = strategies_ring_try_claim(&producer, length, content_type(sequence));
    if (payload == NULL) {
      strategies_ring_publish(&producer);
      wait_for_peer(deadline_ns);
      continue;
    }
    for (index = 0; index < length; index++) payload[index] = content_byte(sequence, index);
    if (--left % BATCH_MAX == 0) strategies_ring_publish(&producer);
  }
  printf("produced %llu\n", (unsigned long long)count);
  return 0;
}

static int meter(char** files, uint32_t cell) {
  void* counters = map_region(files[0], STRATEGIES_KIND_COUNTERS, cell);
  void* flags = map_region(files[1], STRATEGIES_KIND_FLAGS, cell);
  strategies_heartbeat_block* heartbeat =
      strategies_heartbeat_of(map_region(files[2], STRATEGIES_KIND_HEARTBEAT, cell));
  void* histogram = map_region(files[3], STRATEGIES_KIND_HISTOGRAM, cell);
  uint64_t index;
  int64_t value;
  for (index = 0; index < ((strategies_region_header*)counters)->parameter0; index++) {
    strategies_counter_add(strategies_word_at(counters, index), (int64_t)(index + 1) * 1000);
  }
  printf("first %d\n", (int)strategies_flag_raise(strategies_word_at(flags, 1), 42));
  printf("second %d\n", (int)strategies_flag_raise(strategies_word_at(flags, 1), 43));
  strategies_heartbeat_beat(heartbeat, now_ns());
  for (value = -1; value < INT64_C(1) << 41; value = value * 2 + 3) strategies_histogram_record(histogram, value);
  return 0;
}

int main(int count, char** words) {
  if (count == 2 && strcmp(words[1], "layout") == 0) return print_layout();
  if (count == 5 && strcmp(words[1], "consume") == 0) {
    return consume(words[2], (uint32_t)strtoul(words[3], NULL, 10), strtoull(words[4], NULL, 10));
  }
  if (count == 5 && strcmp(words[1], "produce") == 0) {
    return produce(words[2], (uint32_t)strtoul(words[3], NULL, 10), strtoull(words[4], NULL, 10));
  }
  if (count == 7 && strcmp(words[1], "meter") == 0) return meter(words + 2, (uint32_t)strtoul(words[6], NULL, 10));
  fprintf(stderr, "usage: ipc_twin layout | consume FILE CELL COUNT | produce FILE CELL COUNT |\n"
                  "       meter COUNTERS FLAGS HEARTBEAT HISTOGRAM CELL\n");
  return 2;
}
