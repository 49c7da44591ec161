using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using BlnkBackup.Lambda;
using BlnkBackup.Lambda.Functions;

[assembly: LambdaGlobalProperties(GenerateMain = true)]
[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<EventJson>))]

// One executable is every function: with ANNOTATIONS_HANDLER the one of that name, without it the HTTP interface.
switch (FunctionName.Chosen(Environment.GetEnvironmentVariable))
{
    case null:
        await HttpInterface.RunAsync();
        return 0;
    case { IsKnown: true }:
        await GeneratedProgram.Main(args);
        return 0;
    case var unknown:
        await Console.Error.WriteLineAsync(unknown.Refusal);
        return 1;
}
