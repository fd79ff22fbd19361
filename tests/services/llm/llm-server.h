/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LlmEnding:
 * @LLM_ENDING_PROPER: as HTTP wants it
 * @LLM_ENDING_CLOSED: closed between two chunks, or without a word
 * @LLM_ENDING_INSIDE: closed inside a chunk
 * @LLM_ENDING_RESET: reset, as by a server that was killed
 * @LLM_ENDING_SILENT: nothing more, until the client hangs up
 *
 * How an answer ends.
 */
typedef enum
{
  LLM_ENDING_PROPER,
  LLM_ENDING_CLOSED,
  LLM_ENDING_INSIDE,
  LLM_ENDING_RESET,
  LLM_ENDING_SILENT,
} LlmEnding;

/**
 * LlmServer:
 *
 * A server on loopback that writes byte by byte what a test tells it to: each connection gets the next answer, and the last one for ever.
 */
typedef struct _LlmServer LlmServer;

LlmServer  *llm_server_new (void);
void        llm_server_free (LlmServer *self);
const char *llm_server_get_url (LlmServer *self);
void        llm_server_answer (LlmServer *self, const char *head, LlmEnding ending, ...) G_GNUC_NULL_TERMINATED;
void        llm_server_answer_bytes (LlmServer *self, const char *head, LlmEnding ending, const char *bytes, gsize length);
guint       llm_server_count (LlmServer *self);
char       *llm_server_dup_request (LlmServer *self, guint number);
gboolean    llm_server_was_left (LlmServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlmServer, llm_server_free)

#define LLM_SSE           "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
#define LLM_NDJSON        "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n"
#define LLM_JSON          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
#define LLM_ERROR(status) "HTTP/1.1 " status "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"

G_END_DECLS
