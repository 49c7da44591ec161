"""transform.py TEMPLATE: what CloudFormation's serverless transform makes of it, as JSON."""
import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

MANAGED = ("AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole", "AWSXRayDaemonWriteAccess", "AWSXrayWriteOnlyAccess")

with open(sys.argv[1], encoding="utf-8") as file:
    template = yaml_parse(file)

# What `sam package` would have uploaded; the transform takes no local path.
uploaded = "s3://bucket/key"
template["Globals"]["Function"]["CodeUri"] = uploaded
for resource in template["Resources"].values():
    for name in ("ContentUri", "DefinitionUri"):
        if name in resource.get("Properties", {}):
            resource["Properties"][name] = uploaded

parameters = {name: parameter.get("Default", "") for name, parameter in template["Parameters"].items()}
policies = {name: f"arn:aws:iam::aws:policy/{name}" for name in MANAGED}
print(json.dumps(Translator(policies, Parser()).translate(template, parameters), default=str))
