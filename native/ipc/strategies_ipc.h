/*
 * Regions of shared memory that the processes of a cell share: the twin in C of host/Ipc (C#), where the meaning of
 * each is told. Little-endian, 64-bit hosts. Usable from C11 and C++11. A test compares every size and offset.
 *
 * Ring: one producer, one consumer. The consumer reads the length of the record that comes next: 0 until the producer
 * stores it with release order. The length behind a record is zeroed before the record is published. Of a batch the
 * first length is stored last, so the batch appears whole. The consumer moves its gate only when its own work on the
 * records is safe; a consumer that starts anew begins at the gate.
 */
#ifndef STRATEGIES_IPC_H
#define STRATEGIES_IPC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#include <atomic>
#define STRATEGIES_ATOMIC(type) std::atomic<type>
#define STRATEGIES_ACQUIRE std::memory_order_acquire
#define STRATEGIES_RELEASE std::memory_order_release
#define STRATEGIES_LOAD(place) ((place)->load(STRATEGIES_ACQUIRE))
#define STRATEGIES_STORE(place, value) ((place)->store((value), STRATEGIES_RELEASE))
#define STRATEGIES_RAISE(place, expected, value) ((place)->compare_exchange_strong((expected), (value)))
#define STRATEGIES_ASSERT(condition, text) static_assert(condition, text)
extern "C" {
#else
#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>
#define STRATEGIES_ATOMIC(type) _Atomic type
#define STRATEGIES_LOAD(place) atomic_load_explicit((place), memory_order_acquire)
#define STRATEGIES_STORE(place, value) atomic_store_explicit((place), (value), memory_order_release)
#define STRATEGIES_RAISE(place, expected, value) atomic_compare_exchange_strong((place), &(expected), (value))
#define STRATEGIES_ASSERT(condition, text) static_assert(condition, text)
#endif

#define STRATEGIES_MAGIC UINT64_C(0x4D48535441525453)
#define STRATEGIES_LAYOUT_VERSION 1u
#define STRATEGIES_NAME_BYTES 64
#define STRATEGIES_PID_BITS 22

#define STRATEGIES_KIND_RING 1u
#define STRATEGIES_KIND_COUNTERS 2u
#define STRATEGIES_KIND_HISTOGRAM 3u
#define STRATEGIES_KIND_HEARTBEAT 4u
#define STRATEGIES_KIND_FLAGS 5u

#define STRATEGIES_RING_DATA_OFFSET 4096
#define STRATEGIES_RING_ALIGNMENT 8
#define STRATEGIES_RING_CAPACITY_MIN 256
#define STRATEGIES_RING_CAPACITY_MAX (1 << 30)
#define STRATEGIES_WORD_STRIDE_PADDED 128
#define STRATEGIES_WORD_STRIDE_PACKED 8
#define STRATEGIES_HISTOGRAM_PRECISION_BITS 11
#define STRATEGIES_HISTOGRAM_VALUE_BITS 40
#define STRATEGIES_HISTOGRAM_BUCKETS \
  ((STRATEGIES_HISTOGRAM_VALUE_BITS - STRATEGIES_HISTOGRAM_PRECISION_BITS + 2) \
   << (STRATEGIES_HISTOGRAM_PRECISION_BITS - 1))

typedef struct strategies_region_header {
  STRATEGIES_ATOMIC(uint64_t) magic;
  uint32_t layout_version;
  uint32_t kind;
  uint64_t region_bytes;
  uint32_t header_bytes;
  uint32_t cell;
  uint64_t parameter0;
  uint64_t parameter1;
  uint64_t boot_id_low;
  uint64_t boot_id_high;
  char name[STRATEGIES_NAME_BYTES];
  STRATEGIES_ATOMIC(uint64_t) owner; /* process number in the lower 22 bits, start time in ticks above */
  STRATEGIES_ATOMIC(uint64_t) producer;
  STRATEGIES_ATOMIC(uint64_t) consumer;
  uint8_t reserved[512 - 152];
} strategies_region_header;

typedef struct strategies_sequenced_position {
  STRATEGIES_ATOMIC(uint64_t) version; /* even: slot 0 holds; odd: slot 1 */
  STRATEGIES_ATOMIC(int64_t) position0;
  STRATEGIES_ATOMIC(uint64_t) sequence0;
  STRATEGIES_ATOMIC(int64_t) position1;
  STRATEGIES_ATOMIC(uint64_t) sequence1;
  uint8_t reserved[128 - 40];
} strategies_sequenced_position;

typedef struct strategies_ring_control {
  strategies_sequenced_position cursor; /* the producer's */
  strategies_sequenced_position gate;   /* the consumer's */
} strategies_ring_control;

typedef struct strategies_ring_record_header {
  STRATEGIES_ATOMIC(int32_t) length; /* header and payload; 0: not there yet; negative: padding to the end */
  uint32_t type;
  uint64_t sequence;
} strategies_ring_record_header;

typedef struct strategies_heartbeat_block {
  STRATEGIES_ATOMIC(int64_t) beat_ns; /* CLOCK_MONOTONIC */
  STRATEGIES_ATOMIC(uint64_t) beats;
  STRATEGIES_ATOMIC(uint64_t) process;
  STRATEGIES_ATOMIC(uint32_t) state;
  STRATEGIES_ATOMIC(uint32_t) doors; /* by which other processes could get into this one; 0: it does not tell */
  uint8_t reserved[128 - 32];
} strategies_heartbeat_block;

typedef struct strategies_histogram_block {
  STRATEGIES_ATOMIC(int64_t) max;
  STRATEGIES_ATOMIC(int64_t) clamped;
  uint8_t reserved[128 - 16];
} strategies_histogram_block;

#define STRATEGIES_AT(type, member, offset) \
  STRATEGIES_ASSERT(offsetof(type, member) == (offset), #type "." #member " is misplaced")

STRATEGIES_ASSERT(sizeof(STRATEGIES_ATOMIC(uint64_t)) == 8, "an atomic word has 8 bytes");
STRATEGIES_ASSERT(sizeof(STRATEGIES_ATOMIC(int32_t)) == 4, "an atomic half word has 4 bytes");
STRATEGIES_ASSERT(sizeof(strategies_region_header) == 512, "size of the region header");
STRATEGIES_AT(strategies_region_header, layout_version, 8);
STRATEGIES_AT(strategies_region_header, kind, 12);
STRATEGIES_AT(strategies_region_header, region_bytes, 16);
STRATEGIES_AT(strategies_region_header, header_bytes, 24);
STRATEGIES_AT(strategies_region_header, cell, 28);
STRATEGIES_AT(strategies_region_header, parameter0, 32);
STRATEGIES_AT(strategies_region_header, parameter1, 40);
STRATEGIES_AT(strategies_region_header, boot_id_low, 48);
STRATEGIES_AT(strategies_region_header, boot_id_high, 56);
STRATEGIES_AT(strategies_region_header, name, 64);
STRATEGIES_AT(strategies_region_header, owner, 128);
STRATEGIES_AT(strategies_region_header, producer, 136);
STRATEGIES_AT(strategies_region_header, consumer, 144);
STRATEGIES_ASSERT(sizeof(strategies_sequenced_position) == 128, "size of a sequenced position");
STRATEGIES_AT(strategies_sequenced_position, position0, 8);
STRATEGIES_AT(strategies_sequenced_position, sequence0, 16);
STRATEGIES_AT(strategies_sequenced_position, position1, 24);
STRATEGIES_AT(strategies_sequenced_position, sequence1, 32);
STRATEGIES_ASSERT(sizeof(strategies_ring_control) == 256, "size of the ring control");
STRATEGIES_AT(strategies_ring_control, gate, 128);
STRATEGIES_ASSERT(sizeof(strategies_ring_record_header) == 16, "size of a record header");
STRATEGIES_AT(strategies_ring_record_header, type, 4);
STRATEGIES_AT(strategies_ring_record_header, sequence, 8);
STRATEGIES_ASSERT(sizeof(strategies_heartbeat_block) == 128, "size of a heartbeat");
STRATEGIES_AT(strategies_heartbeat_block, beats, 8);
STRATEGIES_AT(strategies_heartbeat_block, process, 16);
STRATEGIES_AT(strategies_heartbeat_block, state, 24);
STRATEGIES_ASSERT(sizeof(strategies_histogram_block) == 128, "size of a histogram's block");
STRATEGIES_AT(strategies_histogram_block, clamped, 8);

/* Why a region cannot be used; STRATEGIES_OK when it can. */
typedef enum strategies_fault {
  STRATEGIES_OK = 0,
  STRATEGIES_NOT_A_REGION = 2,
  STRATEGIES_WRONG_VERSION = 3,
  STRATEGIES_WRONG_CELL = 4,
  STRATEGIES_WRONG_KIND = 6,
  STRATEGIES_TRUNCATED = 7,
  STRATEGIES_WRONG_SIZE = 8,
  STRATEGIES_DAMAGED = 17,
  STRATEGIES_GAP = 18
} strategies_fault;

/* Looks at a mapped file before anything in it is used. bytes: size of the file, which is mapped whole. */
static inline strategies_fault strategies_region_check(
    const void* base, uint64_t bytes, uint32_t kind, uint32_t cell) {
  strategies_region_header* header = (strategies_region_header*)(uintptr_t)base;
  if (bytes < sizeof *header) return STRATEGIES_TRUNCATED;
  if (STRATEGIES_LOAD(&header->magic) != STRATEGIES_MAGIC) return STRATEGIES_NOT_A_REGION;
  if (header->cell != cell) return STRATEGIES_WRONG_CELL;
  if (header->layout_version != STRATEGIES_LAYOUT_VERSION) return STRATEGIES_WRONG_VERSION;
  if (header->kind != kind) return STRATEGIES_WRONG_KIND;
  if (header->region_bytes > bytes) return STRATEGIES_TRUNCATED;
  if (header->region_bytes < bytes || header->header_bytes != sizeof *header) return STRATEGIES_WRONG_SIZE;
  if (kind == STRATEGIES_KIND_RING) {
    uint64_t capacity = header->parameter0;
    if (capacity < STRATEGIES_RING_CAPACITY_MIN || capacity > STRATEGIES_RING_CAPACITY_MAX
        || (capacity & (capacity - 1)) != 0 || capacity + STRATEGIES_RING_DATA_OFFSET != bytes) {
      return STRATEGIES_WRONG_SIZE;
    }
  }
  return STRATEGIES_OK;
}

/* ---- Positions ---- */

/* The one writer: changes position and sequence in one step. */
static inline void strategies_position_store(
    strategies_sequenced_position* pair, int64_t position, uint64_t sequence) {
  uint64_t version = STRATEGIES_LOAD(&pair->version) + 1;
  STRATEGIES_STORE((version & 1) == 0 ? &pair->position0 : &pair->position1, position);
  STRATEGIES_STORE((version & 1) == 0 ? &pair->sequence0 : &pair->sequence1, sequence);
  STRATEGIES_STORE(&pair->version, version);
}

/* Any process. False when the writer changed it meanwhile: try again. */
static inline bool strategies_position_load(
    strategies_sequenced_position* pair, int64_t* position, uint64_t* sequence) {
  uint64_t version = STRATEGIES_LOAD(&pair->version);
  *position = STRATEGIES_LOAD((version & 1) == 0 ? &pair->position0 : &pair->position1);
  *sequence = STRATEGIES_LOAD((version & 1) == 0 ? &pair->sequence0 : &pair->sequence1);
  return STRATEGIES_LOAD(&pair->version) == version;
}

/* ---- Ring ---- */

static inline strategies_ring_control* strategies_ring_control_of(void* base) {
  return (strategies_ring_control*)(void*)((uint8_t*)base + sizeof(strategies_region_header));
}

static inline strategies_ring_record_header* strategies_ring_record_at(uint8_t* data, int64_t index) {
  return (strategies_ring_record_header*)(void*)(data + index);
}

static inline int32_t strategies_ring_extent(int32_t length) {
  return length < 0 ? -length : (length + STRATEGIES_RING_ALIGNMENT - 1) & -STRATEGIES_RING_ALIGNMENT;
}

static inline int32_t strategies_ring_max_payload(int32_t capacity) {
  return capacity / 2 - (int32_t)sizeof(strategies_ring_record_header);
}

static inline bool strategies_ring_length_is_good(int32_t length, int32_t room) {
  return length < 0 ? length == -room
                    : length >= (int32_t)sizeof(strategies_ring_record_header) && length <= room;
}

typedef struct strategies_ring_consumer {
  strategies_ring_control* control;
  uint8_t* data;
  int32_t capacity;
  int64_t position;
  uint64_t sequence; /* of the last record read */
} strategies_ring_consumer;

/* Begins at the gate. base: a region that strategies_region_check has passed. */
static inline void strategies_ring_consumer_init(strategies_ring_consumer* self, void* base) {
  self->control = strategies_ring_control_of(base);
  self->data = (uint8_t*)base + STRATEGIES_RING_DATA_OFFSET;
  self->capacity = (int32_t)((strategies_region_header*)base)->parameter0;
  while (!strategies_position_load(&self->control->gate, &self->position, &self->sequence)) {
  }
}

/*
 * The next record, or NULL when none is published or *fault is not STRATEGIES_OK. The payload lies behind the header
 * and is valid until strategies_ring_release.
 */
static inline const strategies_ring_record_header* strategies_ring_poll(
    strategies_ring_consumer* self, strategies_fault* fault) {
  strategies_ring_record_header* header;
  int32_t index, room, length;
  *fault = STRATEGIES_OK;
  for (;;) {
    index = (int32_t)(self->position & (self->capacity - 1));
    room = self->capacity - index;
    header = strategies_ring_record_at(self->data, index);
    length = STRATEGIES_LOAD(&header->length);
    if (length == 0) return NULL;
    if (!strategies_ring_length_is_good(length, room)) {
      *fault = STRATEGIES_DAMAGED;
      return NULL;
    }
    if (length > 0) break;
    self->position += strategies_ring_extent(length);
  }
  if (header->sequence == 0 || header->sequence > self->sequence + 1) {
    *fault = header->sequence == 0 ? STRATEGIES_DAMAGED : STRATEGIES_GAP;
    return NULL;
  }
  self->position += strategies_ring_extent(length);
  self->sequence = header->sequence;
  return header;
}

static inline const uint8_t* strategies_ring_payload(const strategies_ring_record_header* header) {
  return (const uint8_t*)(header + 1);
}

/* header: from strategies_ring_poll, not yet released. */
static inline uint32_t strategies_ring_payload_length(const strategies_ring_record_header* header) {
  return (uint32_t)STRATEGIES_LOAD(&((strategies_ring_record_header*)(uintptr_t)header)->length)
      - (uint32_t)sizeof *header;
}

/* Lets go of all records read: only when the work on them is safe. */
static inline void strategies_ring_release(strategies_ring_consumer* self) {
  strategies_position_store(&self->control->gate, self->position, self->sequence);
}

typedef struct strategies_ring_producer {
  strategies_ring_control* control;
  uint8_t* data;
  int32_t capacity;
  int64_t published;
  int64_t claimed;
  int64_t gate;
  uint64_t sequence; /* of the last record claimed */
  int32_t held_length;
} strategies_ring_producer;

/* Continues behind what an ended producer had published. base: as for the consumer. */
static inline strategies_fault strategies_ring_producer_init(strategies_ring_producer* self, void* base) {
  uint64_t ignored;
  int64_t stored;
  self->control = strategies_ring_control_of(base);
  self->data = (uint8_t*)base + STRATEGIES_RING_DATA_OFFSET;
  self->capacity = (int32_t)((strategies_region_header*)base)->parameter0;
  self->held_length = 0;
  while (!strategies_position_load(&self->control->cursor, &self->published, &self->sequence)) {
  }
  while (!strategies_position_load(&self->control->gate, &self->gate, &ignored)) {
  }
  stored = self->published;
  for (;;) {
    int32_t index = (int32_t)(self->published & (self->capacity - 1));
    strategies_ring_record_header* header = strategies_ring_record_at(self->data, index);
    int32_t length = STRATEGIES_LOAD(&header->length);
    if (length == 0) break;
    if (!strategies_ring_length_is_good(length, self->capacity - index)) return STRATEGIES_DAMAGED;
    if (length > 0) self->sequence = header->sequence;
    self->published += strategies_ring_extent(length);
    if (self->published - self->gate > self->capacity) return STRATEGIES_DAMAGED;
  }
  self->claimed = self->published;
  if (self->published != stored) {
    strategies_position_store(&self->control->cursor, self->published, self->sequence);
  }
  return STRATEGIES_OK;
}

static inline void strategies_ring_set_length(strategies_ring_producer* self, int32_t index, int32_t length) {
  if (self->held_length == 0) {
    self->held_length = length;
  } else {
    STRATEGIES_STORE(&strategies_ring_record_at(self->data, index)->length, length);
  }
}

/* Room for a payload; NULL when the ring is full or the payload longer than strategies_ring_max_payload. */
static inline uint8_t* strategies_ring_try_claim(strategies_ring_producer* self, uint32_t length, uint32_t type) {
  int32_t index = (int32_t)(self->claimed & (self->capacity - 1));
  int32_t entry, padding;
  int64_t end;
  strategies_ring_record_header* header;
  if (length > (uint32_t)strategies_ring_max_payload(self->capacity)) return NULL;
  entry = strategies_ring_extent((int32_t)length + (int32_t)sizeof(strategies_ring_record_header));
  padding = self->capacity - index < entry ? self->capacity - index : 0;
  end = self->claimed + padding + entry;
  if (end + STRATEGIES_RING_ALIGNMENT - self->gate > self->capacity) {
    int64_t gate;
    uint64_t ignored;
    if (strategies_position_load(&self->control->gate, &gate, &ignored)) self->gate = gate;
    if (end + STRATEGIES_RING_ALIGNMENT - self->gate > self->capacity) return NULL;
  }
  if (padding != 0) {
    strategies_ring_set_length(self, index, -padding);
    index = 0;
  }
  STRATEGIES_STORE(&strategies_ring_record_at(self->data, end & (self->capacity - 1))->length, 0);
  header = strategies_ring_record_at(self->data, index);
  header->type = type;
  header->sequence = ++self->sequence;
  strategies_ring_set_length(self, index, (int32_t)length + (int32_t)sizeof *header);
  self->claimed = end;
  return (uint8_t*)(header + 1);
}

/* Shows all claimed records to the consumer in one step. */
static inline void strategies_ring_publish(strategies_ring_producer* self) {
  int64_t index = self->published & (self->capacity - 1);
  if (self->held_length == 0) return;
  STRATEGIES_STORE(&strategies_ring_record_at(self->data, index)->length, self->held_length);
  self->held_length = 0;
  self->published = self->claimed;
  strategies_position_store(&self->control->cursor, self->published, self->sequence);
}

/* ---- Counters and flags ---- */

static inline uint64_t strategies_words_offset(uint64_t count) {
  return (sizeof(strategies_region_header) + count * STRATEGIES_NAME_BYTES + 127) & ~UINT64_C(127);
}

/* A counter or flag; index below the region's parameter0. */
static inline STRATEGIES_ATOMIC(int64_t)* strategies_word_at(void* base, uint64_t index) {
  strategies_region_header* header = (strategies_region_header*)base;
  uint64_t offset = strategies_words_offset(header->parameter0) + index * header->parameter1;
  return (STRATEGIES_ATOMIC(int64_t)*)(void*)((uint8_t*)base + offset);
}

/* The counter's one writer. */
static inline void strategies_counter_add(STRATEGIES_ATOMIC(int64_t)* word, int64_t delta) {
  STRATEGIES_STORE(word, STRATEGIES_LOAD(word) + delta);
}

/* Any process. True when it was not raised before; the first reason stays. reason is not 0. */
static inline bool strategies_flag_raise(STRATEGIES_ATOMIC(int64_t)* word, int64_t reason) {
  int64_t expected = 0;
  return STRATEGIES_RAISE(word, expected, reason);
}

/* ---- Heartbeat and histogram ---- */

static inline strategies_heartbeat_block* strategies_heartbeat_of(void* base) {
  return (strategies_heartbeat_block*)(void*)((uint8_t*)base + sizeof(strategies_region_header));
}

/* The one beating thread; now_ns from CLOCK_MONOTONIC. */
static inline void strategies_heartbeat_beat(strategies_heartbeat_block* self, int64_t now_ns) {
  STRATEGIES_STORE(&self->beats, STRATEGIES_LOAD(&self->beats) + 1);
  STRATEGIES_STORE(&self->beat_ns, now_ns);
}

/* The bucket of a value from 0 to 2^40 - 1. */
static inline uint32_t strategies_histogram_bucket_of(uint64_t value) {
  const uint32_t half_bits = STRATEGIES_HISTOGRAM_PRECISION_BITS - 1;
  uint64_t masked = value | ((UINT64_C(1) << STRATEGIES_HISTOGRAM_PRECISION_BITS) - 1);
  uint32_t shift = 63u - (uint32_t)__builtin_clzll(masked) - half_bits;
  return (shift << half_bits) + (uint32_t)(value >> shift);
}

/* The one recording thread. */
static inline void strategies_histogram_record(void* base, int64_t value) {
  strategies_histogram_block* block =
      (strategies_histogram_block*)(void*)((uint8_t*)base + sizeof(strategies_region_header));
  STRATEGIES_ATOMIC(int64_t)* buckets = (STRATEGIES_ATOMIC(int64_t)*)(void*)(block + 1);
  const int64_t value_max = (INT64_C(1) << STRATEGIES_HISTOGRAM_VALUE_BITS) - 1;
  STRATEGIES_ATOMIC(int64_t)* bucket;
  if (value > STRATEGIES_LOAD(&block->max)) STRATEGIES_STORE(&block->max, value);
  if (value < 0 || value > value_max) {
    STRATEGIES_STORE(&block->clamped, STRATEGIES_LOAD(&block->clamped) + 1);
    value = value < 0 ? 0 : value_max;
  }
  bucket = buckets + strategies_histogram_bucket_of((uint64_t)value);
  STRATEGIES_STORE(bucket, STRATEGIES_LOAD(bucket) + 1);
}

#ifdef __cplusplus
}
#endif

#endif
