using System.Diagnostics;

namespace BlnkBackup.Template.Tests.Support;

/// <summary>AWS's own checks are Python: the serverless transform, cfn-lint, and moto's interpreter of state machines.</summary>
static class Python
{
    private const string Modules = "cfnlint, samtranslator, moto.stepfunctions.parser.models, boto3";

    private static readonly Lazy<string?> Lack = new(FindLack);

    /// <summary>Why the checks cannot run here; null where they can.</summary>
    public static string? Missing => Lack.Value;

    public static Process Start(params IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo("python3", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>What it printed; its errors are the message of what is thrown otherwise.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{await output}\n{await errors}");
    }

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);

    private static string? FindLack()
    {
        try
        {
            using var process = Start("-c", $"import {Modules}");
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"python3 lacks one of cfn-lint, aws-sam-translator, moto[stepfunctions] and boto3";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "python3 is not installed";
        }
    }
}
