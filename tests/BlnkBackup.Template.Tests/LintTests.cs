using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

public sealed class LintTests
{
    [PythonFact]
    public async Task The_template_has_no_error_and_no_warning() =>
        Assert.Empty(await Python.RunAsync("-c", "from cfnlint.runner import main; main()", "--", Repository.PathOf("template.yaml")));

    /// <summary>cfn-lint brings the states' schema with it; in the template the definitions are files, which it does not read.</summary>
    [PythonFact]
    public async Task The_state_machines_follow_the_schema_of_their_language()
    {
        const string Check = """
            import json, sys, cfnlint, jsonschema, pathlib
            schema = json.loads((pathlib.Path(cfnlint.__file__).parent / "data/schemas/other/step_functions/statemachine.json").read_text())
            for file in sys.argv[1:]:
                for error in jsonschema.Draft7Validator(schema).iter_errors(json.loads(pathlib.Path(file).read_text())):
                    print(file, error.message[:300])
            """;

        Assert.Empty(await Python.RunAsync(
            ["-c", Check, .. StateMachine.Names.Select(name => Repository.PathOf($"src/BlnkBackup.Lambda/StateMachines/{name}.asl.json"))]));
    }
}
