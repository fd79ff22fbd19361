# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on loopback that speaks as OpenAI's and Ollama's do, and answers what a test tells it to."""

import http.server
import json
import threading


class Answer:
    """What is answered to one question: pieces of text, one after the other, and how it ends."""

    def __init__(self, *pieces, status=200, message="", headers=None, broken=False, hold=False):
        self.pieces = pieces
        self.status = status
        self.message = message
        self.headers = headers or {}
        # The connection goes before the end of the answer has come.
        self.broken = broken
        # After the last piece nothing comes until go_on() is called or the client hangs up.
        self.held = threading.Event()
        if not hold:
            self.held.set()

    def go_on(self):
        self.held.set()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_words):  # pylint: disable=arguments-differ
        pass

    def _send_json(self, status, value, headers=None):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def _is_allowed(self):
        key = self.server.key
        if key is None or self.headers.get("Authorization") == f"Bearer {key}":
            return True
        self._send_json(401, {"error": {"message": "Incorrect API key provided.", "code": "invalid_api_key"}})
        return False

    def do_GET(self):  # pylint: disable=invalid-name
        if not self._is_allowed():
            return
        if self.path == "/v1/models":
            self._send_json(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in self.server.models]})
        elif self.path == "/api/tags":
            self._send_json(200, {"models": [{"name": name, "model": name} for name in self.server.models]})
        else:
            self._send_json(404, {"error": "not found"})

    def do_POST(self):  # pylint: disable=invalid-name
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.questions.append(question)
        if not self._is_allowed():
            return
        if question["model"] not in self.server.models:
            self._send_json(404, {"error": {"message": f"model {question['model']!r} not found", "code": "model_not_found"}})
            return
        answer = self.server.answers.pop(0) if len(self.server.answers) > 1 else self.server.answers[0]
        if answer.status != 200:
            self._send_json(answer.status, {"error": {"message": answer.message}}, answer.headers)
            return
        try:
            self._stream(answer, openai=self.path == "/v1/chat/completions")
        except (BrokenPipeError, ConnectionResetError):
            # The client has hung up, as one does that is stopped.
            self.close_connection = True

    def _chunk(self, text):
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _stream(self, answer, openai):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream" if openai else "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in answer.pieces:
            if openai:
                self._chunk(f"data: {json.dumps({'choices': [{'index': 0, 'delta': {'content': piece}}]})}\n\n")
            else:
                self._chunk(json.dumps({"message": {"role": "assistant", "content": piece}, "done": False}) + "\n")
        answer.held.wait()
        if answer.broken:
            self.close_connection = True
            return
        if openai:
            self._chunk(f"data: {json.dumps({'choices': [{'index': 0, 'delta': {}, 'finish_reason': 'stop'}]})}\n\ndata: [DONE]\n\n")
        else:
            self._chunk(json.dumps({"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}) + "\n")
        self._chunk("")


class LlmServer(http.server.ThreadingHTTPServer):
    """Answers each question with the next of its answers, and those that are left with the last one."""

    daemon_threads = True

    def __init__(self, *models, key=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.models = list(models) or ["test-model"]
        self.key = key
        self.answers = [Answer("It answers.")]
        self.questions = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def stop(self):
        for answer in self.answers:
            answer.go_on()
        self.shutdown()
        self.server_close()
