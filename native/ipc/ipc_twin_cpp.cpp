// Holds strategies_ipc.h to C++: it compiles, its assertions hold, and a ring in plain memory works.
#include "strategies_ipc.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>

extern "C" int ipc_twin_cpp_check(void);

namespace {

constexpr std::int32_t capacity = 1024;
constexpr std::size_t region_bytes = STRATEGIES_RING_DATA_OFFSET + capacity;

int fail(const char* what) {
  std::fprintf(stderr, "error: from C++: %s\n", what);
  return 1;
}

}  // namespace

extern "C" int ipc_twin_cpp_check(void) {
  struct alignas(128) region {
    std::uint8_t bytes[region_bytes];
  };
  const auto memory = std::make_unique<region>();
  auto* header = new (memory->bytes) strategies_region_header{};
  header->layout_version = STRATEGIES_LAYOUT_VERSION;
  header->kind = STRATEGIES_KIND_RING;
  header->region_bytes = region_bytes;
  header->header_bytes = sizeof *header;
  header->cell = 7;
  header->parameter0 = capacity;
  header->magic.store(STRATEGIES_MAGIC, std::memory_order_release);
  if (strategies_region_check(memory->bytes, region_bytes, STRATEGIES_KIND_RING, 7) != STRATEGIES_OK) {
    return fail("a good region is refused");
  }
  if (strategies_region_check(memory->bytes, region_bytes, STRATEGIES_KIND_RING, 8) != STRATEGIES_WRONG_CELL) {
    return fail("another cell's region is taken");
  }

  strategies_ring_producer producer;
  strategies_ring_consumer consumer;
  if (strategies_ring_producer_init(&producer, memory->bytes) != STRATEGIES_OK) return fail("a new ring is damaged");
  strategies_ring_consumer_init(&consumer, memory->bytes);
  for (std::uint64_t sequence = 1; sequence <= 1000; sequence++) {
    std::uint8_t* payload = strategies_ring_try_claim(&producer, sizeof sequence, 1);
    strategies_fault fault;
    if (payload == nullptr) return fail("an empty ring is full");
    std::memcpy(payload, &sequence, sizeof sequence);
    if (strategies_ring_poll(&consumer, &fault) != nullptr) return fail("a claimed record is seen");
    strategies_ring_publish(&producer);
    const strategies_ring_record_header* record = strategies_ring_poll(&consumer, &fault);
    if (record == nullptr || record->sequence != sequence) return fail("a published record is not seen");
    if (std::memcmp(strategies_ring_payload(record), &sequence, sizeof sequence) != 0) return fail("content differs");
    strategies_ring_release(&consumer);
  }
  return 0;
}
