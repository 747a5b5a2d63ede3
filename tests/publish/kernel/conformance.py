"""Runs the public conformance suite for Jupyter kernels against the kernel named on the command line and prints one
JSON object: a test's name, and "passes", "fails: why" or "skipped: why". The second argument says for how many seconds
a kernel may read its libraries before it knows documentation."""
import json
import sys
import time
import unittest
from unittest.mock import patch

import jupyter_kernel_test


class Suite(jupyter_kernel_test.KernelTests):
    kernel_name = sys.argv[1]
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oh no")'
    completion_samples = [{"text": "Math.sq", "matches": {"sqrt"}}, {"text": "globalThis.setTim"}]
    complete_code_samples = ["1", 'console.log("hi")', "function f(x: number) { return x * 2 }", "[1, 2].map((x) => x)"]
    incomplete_code_samples = ["function f() {", "[1, 2, ", "const text = `begun", "/* begun"]
    invalid_code_samples = ["f(1))", "let ] = 2", "const x = (1, 2};"]
    code_generate_error = 'throw new Error("on purpose")'
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2].map((x) => x * 2)", "result": "[ 2, 4 ]"},
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "await Promise.resolve('late')", "result": '"late"'},
    ]
    code_display_data = [
        {"code": 'await Deno.jupyter.display({ "text/html": "<b>x</b>" }, { raw: true })', "mime": "text/html"},
        {
            "code": "await Deno.jupyter.display(Deno.jupyter.svg`<svg xmlns='http://www.w3.org/2000/svg'/>`)",
            "mime": "image/svg+xml",
        },
    ]
    code_history_pattern = "1?+*2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "console.log"
    patience = float(sys.argv[2])
    code_clear_output = 'Deno.jupyter.broadcast("clear_output", { wait: false })'

    def execute_helper(self, *args, **named):
        """The suite waits .1 s for each message after a reply, which a busy machine does not keep."""
        channel = self.kc.iopub_channel
        get = jupyter_kernel_test.ensure_sync(channel.get_msg)
        with patch.object(channel, "get_msg", lambda timeout: get(timeout=jupyter_kernel_test.TIMEOUT)):
            return super().execute_helper(*args, **named)

    def test_inspect(self):
        until = time.monotonic() + self.patience
        while True:
            try:
                return super().test_inspect()
            except AssertionError:
                if time.monotonic() > until:
                    raise


class Result(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.said = {}

    def addSuccess(self, test):
        self.said.setdefault(test._testMethodName, "passes")

    def addSkip(self, test, reason):
        self.said.setdefault(test._testMethodName, "skipped: " + reason)

    def addFailure(self, test, error):
        self.said[test._testMethodName] = f"fails: {error[0].__name__}: {error[1]}"[:200]

    addError = addFailure

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.addFailure(test, error)


result = Result()
unittest.defaultTestLoader.loadTestsFromTestCase(Suite).run(result)
print(json.dumps({name.removeprefix("test_"): said for name, said in result.said.items()}))
