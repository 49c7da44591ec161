"""
execute.py: runs state machines in moto's own interpreter. A case a line on standard input, as JSON; how it ended a line on standard output.

case:   machines {name: definition}, start (its name), input, lambda {function: [answers]}, containerError (none: it succeeds)
answer: {"payload": …}, or {"error": name, "message": text}; the last one is given again and again
output: status, output, error, cause, and the calls that were made, in order
"""
import copy
import io
import json
import logging
import os
import sys
import time

os.environ.update(AWS_DEFAULT_REGION="eu-central-1", AWS_ACCESS_KEY_ID="any", AWS_SECRET_ACCESS_KEY="any")
logging.disable(logging.CRITICAL)

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.stepfunctions.parser import models
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import (
    state_task_service_callback as callback,
    state_task_service_ecs as ecs,
    state_task_service_sfn as sfn,
)

case = None
calls = None
client = None


class Lambda:
    """Lambda's invoke, its answers and their shapes."""

    def invoke(self, FunctionName, Payload, **_):
        calls.append({"call": FunctionName, "payload": json.loads(Payload)})
        answers = case["lambda"][FunctionName]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if "error" not in answer:
            return {"StatusCode": 200, "Payload": io.BytesIO(json.dumps(answer["payload"]).encode())}
        body = {"errorType": answer["error"], "errorMessage": answer["message"], "stackTrace": []}
        return {"StatusCode": 200, "FunctionError": "Unhandled", "Payload": io.BytesIO(json.dumps(body).encode())}


class Containers:
    """ECS's runTask and describeTasks, for a task that ends at once."""

    def run_task(self, **parameters):
        calls.append({"call": "container", "payload": parameters})
        if case.get("containerError"):
            raise ClientError({"Error": {"Code": "ClusterNotFoundException", "Message": case["containerError"]}}, "RunTask")
        return self.describe_tasks()

    def describe_tasks(self, **_):
        task = {
            "taskArn": "arn:aws:ecs:eu-central-1:123456789012:task/blnk/1",
            "clusterArn": "arn:aws:ecs:eu-central-1:123456789012:cluster/blnk",
            "lastStatus": "STOPPED", "startedAt": 1, "stoppedAt": 2,
            "containers": [{"exitCode": 0, "lastStatus": "STOPPED"}],
        }
        return {"tasks": [task]}


class Executions:
    """moto's own Step Functions, with the names of parameters as state machines write them."""

    def start_execution(self, StateMachineArn, Input):
        calls.append({"call": StateMachineArn.split(":")[-1], "payload": json.loads(Input)})
        started = client.start_execution(stateMachineArn=StateMachineArn, input=Input)
        return {"ExecutionArn": started["executionArn"]}

    def describe_execution(self, executionArn):
        return json.loads(json.dumps(client.describe_execution(executionArn=executionArn), default=str))


class ShallowCopies:
    """moto copies a state machine with all that runs, which an execution inside another cannot be."""

    deepcopy = copy.copy


class Clock:
    """No wait before a retry, only a note of it."""

    @staticmethod
    def sleep(seconds):
        calls.append({"call": "wait", "payload": seconds})


def capital_initials(response, depth):
    if isinstance(response, list):
        return [capital_initials(item, depth) for item in response]
    if isinstance(response, dict) and depth > 0:
        return {name[0].upper() + name[1:]: capital_initials(value, depth - 1) for name, value in response.items()}
    return response


def normalise(response, depth):
    renamed = capital_initials(response, depth)
    response.clear()
    response.update(renamed)


# Step Functions gives a service's answer with capital initials, which moto leaves out. An execution's output is nobody's names.
ecs.StateTaskServiceEcs._normalise_response = lambda _, response, **__: normalise(response, depth=9)
sfn.StateTaskServiceSfn._normalise_response = lambda _, response, **__: normalise(response, depth=1)
ecs.boto_client_for = lambda **_: Containers()
sfn.boto_client_for = lambda **_: Executions()
lambda_eval_utils.boto_client_for = lambda **_: Lambda()
retrier_decl.time = Clock
models.copy = ShallowCopies
callback._DELAY_SECONDS_SYNC_CONDITION_CHECK = 0.02


def execute():
    role = "arn:aws:iam::123456789012:role/any"
    arns = {
        name: client.create_state_machine(name=name, definition=json.dumps(definition), roleArn=role)["stateMachineArn"]
        for name, definition in case["machines"].items()
    }
    execution = client.start_execution(stateMachineArn=arns[case["start"]], name="one", input=json.dumps(case["input"]))
    while True:
        ended = client.describe_execution(executionArn=execution["executionArn"])
        if ended["status"] != "RUNNING":
            return ended
        time.sleep(0.02)


for line in sys.stdin:
    case, calls = json.loads(line), []
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        client = client or boto3.client("stepfunctions")
        ended = execute()
    print(json.dumps({
        "status": ended["status"],
        "output": json.loads(ended.get("output", "null")),
        "error": ended.get("error"),
        "cause": ended.get("cause"),
        "calls": calls,
    }), flush=True)
