using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

[Collection(nameof(TransformedTemplate))]
public sealed class RoleTests(TransformedTemplate template)
{
    private static readonly string[] OfStore =
        ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListMultipartUploadParts", "s3:PutObject"];

    private static readonly string[] OfDatabase = ["rds-db:connect", "secretsmanager:GetSecretValue"];
    private static readonly string[] OfKey = ["kms:Decrypt", "kms:GenerateDataKey"];

    public static TheoryData<string, string[]> Needs => new()
    {
        { "ApiFunctionRole", [.. OfKey, .. OfStore, .. OfDatabase] },
        { "ScheduledBackupFunctionRole", [.. OfKey, .. OfStore, .. OfDatabase] },
        { "BackupStepFunctionRole", [.. OfKey, .. OfStore, .. OfDatabase] },
        { "EstimateStepFunctionRole", OfDatabase },
        { "FreshnessFunctionRole", ["kms:Decrypt", "s3:GetObject", "s3:ListBucket"] },
        { "PruneFunctionRole", ["kms:Decrypt", "s3:DeleteObject", "s3:GetObject", "s3:ListBucket"] },
        { "DrillFunctionRole", [.. OfKey, "s3:GetObject", "s3:ListBucket", "s3:PutObject", "secretsmanager:GetSecretValue"] },
        { "BackupTaskRole", [.. OfKey, .. OfStore, .. OfDatabase] },
        { "SchedulerRole", ["lambda:InvokeFunction", "states:StartExecution"] },
        { "RunBackupRole", ["lambda:InvokeFunction"] },
    };

    [PythonTheory]
    [MemberData(nameof(Needs))]
    public void A_role_has_what_its_job_needs_and_no_more(string role, string[] actions) =>
        Assert.Equal(
            actions.Order(StringComparer.Ordinal),
            Permission.OfRole(template, role).Select(permission => permission.Action)
                .Where(action => !action.Equals("sns:publish", StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.Ordinal));

    [PythonFact]
    public void Only_the_prune_function_may_delete()
    {
        var roles = template.OfType("AWS::IAM::Role").Keys
            .Where(role => Permission.OfRole(template, role).Any(permission => permission.Action.Contains("Delete", StringComparison.Ordinal)));
        Assert.Equal("PruneFunctionRole", Assert.Single(roles));
    }

    [PythonFact]
    public void A_drill_may_write_nothing_but_its_report() => Assert.EndsWith(
        "/${Prefix}*.drill-*.json",
        (string?)System.Text.Json.Nodes.JsonNode.Parse(
            Assert.Single(Permission.OfRole(template, "DrillFunctionRole"), permission => permission.Action == "s3:PutObject").Resource)!["Fn::Sub"]![0],
        StringComparison.Ordinal);

    [PythonFact]
    public void Only_what_makes_backups_may_write_to_replicas()
    {
        var roles = template.OfType("AWS::IAM::Role").Keys.Where(role => Permission.OfRole(template, role).Any(permission =>
            permission.Action == "s3:PutObject" && permission.Resource.Contains("ReplicaBucketArns", StringComparison.Ordinal)));
        Assert.Equal(
            ["ApiFunctionRole", "BackupStepFunctionRole", "BackupTaskRole", "ScheduledBackupFunctionRole"], roles.Order(StringComparer.Ordinal));
    }

    [PythonFact]
    public void No_permission_is_for_everything()
    {
        Assert.All(All(), permission =>
        {
            Assert.NotEqual("\"*\"", permission.Resource);
            Assert.DoesNotContain("*", permission.Action, StringComparison.Ordinal);
        });
        Assert.NotEmpty(All());
    }

    [PythonFact]
    public void Objects_are_reached_under_the_prefix_alone_but_in_replicas() =>
        Assert.All(
            All().Where(permission => permission.Action is ("s3:PutObject" or "s3:GetObject" or "s3:DeleteObject" or "s3:AbortMultipartUpload")
                && !permission.Resource.Contains("ReplicaBucketArns", StringComparison.Ordinal)),
            permission => Assert.Contains("/${Prefix}*", permission.Resource, StringComparison.Ordinal));

    /// <summary>API Gateway says nothing of its source, so a condition would lock it out.</summary>
    [PythonFact]
    public void A_service_takes_a_role_on_for_this_account_alone()
    {
        var trusted = template.OfType("AWS::IAM::Role").Select(role => (role.Key, Statement: role.Value["Properties"]!["AssumeRolePolicyDocument"]!["Statement"]![0]!));
        Assert.All(
            trusted.Where(role => (string?)role.Statement["Principal"]!["Service"] != "apigateway.amazonaws.com"),
            role => Assert.Equal("AWS::AccountId", (string?)role.Statement["Condition"]?["StringEquals"]?["aws:SourceAccount"]?["Ref"]));
    }

    [PythonFact]
    public void A_change_may_be_started_only_where_its_state_machine_was_named() =>
        Assert.Equal(
            ["""{"Ref":"RunBackup"}""", """{"Ref":"OperationStateMachineArn"}"""],
            Permission.OfRole(template, "BackupBeforeChangeRole").Where(permission => permission.Action == "states:StartExecution").Select(permission => permission.Resource));

    private IEnumerable<Permission> All() =>
        template.OfType("AWS::IAM::Role").Keys.SelectMany(role => Permission.OfRole(template, role))
            .Concat(((string[])["AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"]).SelectMany(type => template.OfType(type).Values)
                .SelectMany(policy => Permission.OfDocument(policy["Properties"]!["PolicyDocument"]!)));
}
