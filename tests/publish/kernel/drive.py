"""Drives our kernel by Jupyter's own client as a student does, and prints what every step showed as one JSON object."""
import json
import sys
import time

import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

shown = {}
manager, client = start_new_kernel(kernel_name=sys.argv[1])


def texts(message_id):
    """What a cell shows until the kernel says that it has ended, and its reply."""
    found = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != message_id:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            found.append(content["text"].strip())
        if kind in ("execute_result", "display_data"):
            found.append(content["data"]["text/plain"])
        if kind == "error":
            found.append("\n".join(content["traceback"]))
        if kind == "status" and content["execution_state"] == "idle":
            break
    reply = client.get_shell_msg(timeout=60)
    while reply["parent_header"].get("msg_id") != message_id:  # answers of the client's start
        reply = client.get_shell_msg(timeout=60)
    return {"texts": found, "status": reply["content"]["status"]}


def run(name, code, interrupts=()):
    message_id = client.execute(code)
    for after in interrupts:
        time.sleep(after)
        manager.interrupt_kernel()
    shown[name] = texts(message_id)


run("first value", "const kept = 42; kept")
run("syntax", "const a = 1;\nconst b = (2;")
run("import", 'import { x } from "danfo"')
run("awaiting", "await new Promise((done) => setTimeout(done, 600_000))", [0.3])
run("loop", "while (true) {}", [0.3])
run("kept", "kept")
run("rejection", 'Promise.reject(new Error("nobody waits")); 1')
run("timer", 'setTimeout(() => { throw new Error("late") }, 5); await new Promise((done) => setTimeout(done, 100)); 2')
# deaf, and no core is kept busy for the seconds until the second interrupt
deaf = "const bell = new Int32Array(new SharedArrayBuffer(4)); while (true) Atomics.wait(bell, 0, 0, 20);"
run("ignored", f"await null; {deaf}", [0.3, 4.5])
run("after", "typeof kept")
shown["alive"] = manager.is_alive()
client.stop_channels()
manager.shutdown_kernel()


def notebook(*cells):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.metadata["kernelspec"] = {"name": sys.argv[1], "display_name": "Deno", "language": "typescript"}
    return made


good = notebook("1", 'console.log("a"); const two = 2; two', "await Promise.resolve(two + 1)")
NotebookClient(good, kernel_name=sys.argv[1]).execute()
shown["notebook"] = [
    [output.get("text", output.get("data", {}).get("text/plain")).strip() for output in cell.outputs]
    for cell in good.cells
]
bad = notebook("1", "let 1 = 2", "3")
try:
    NotebookClient(bad, kernel_name=sys.argv[1]).execute()
except CellExecutionError as error:
    shown["bad notebook"] = str(error)
print(json.dumps(shown))
