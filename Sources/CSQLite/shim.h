#include <sqlite3.h>

/// The variadic configuration calls, which Swift cannot import.
static inline int csqlite_set_lookaside(sqlite3 *db, int slot_size, int slots) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_LOOKASIDE, (void *)0, slot_size, slots);
}

static inline int csqlite_set_checkpoint_on_close(sqlite3 *db, int on) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !on, (int *)0);
}

static inline int csqlite_disable_memory_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
