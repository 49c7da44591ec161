using System.Text.Json.Nodes;
using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

[Collection(nameof(TransformedTemplate))]
public sealed class BucketTests(TransformedTemplate template)
{
    private JsonNode Bucket => template.Properties("Bucket");

    [PythonTheory]
    [InlineData("Bucket")]
    [InlineData("BucketRules")]
    public void The_backups_outlive_the_stack(string resource)
    {
        Assert.Equal("Retain", (string?)template.Resources[resource]!["DeletionPolicy"]);
        Assert.Equal("Retain", (string?)template.Resources[resource]!["UpdateReplacePolicy"]);
    }

    [PythonFact]
    public void Nobody_else_can_read_it()
    {
        Assert.All(Bucket["PublicAccessBlockConfiguration"]!.AsObject(), block => Assert.True((bool)block.Value!));
        Assert.Equal(4, Bucket["PublicAccessBlockConfiguration"]!.AsObject().Count);
        var tls = template.Properties("BucketRules")["PolicyDocument"]!["Statement"]![0]!;
        Assert.Equal("Deny", (string?)tls["Effect"]);
        Assert.Equal("false", (string?)tls["Condition"]!["Bool"]!["aws:SecureTransport"]);
        Assert.Equal(2, tls["Resource"]!.AsArray().Count);
    }

    [PythonFact]
    public void What_was_deleted_can_be_had_back() =>
        Assert.Equal("Enabled", (string?)Bucket["VersioningConfiguration"]!["Status"]);

    [PythonFact]
    public void Old_backups_move_and_go_and_open_uploads_are_aborted_after_a_day()
    {
        var rules = Bucket["LifecycleConfiguration"]!["Rules"]!.AsArray().ToDictionary(rule => (string)rule!["Id"]!, rule => rule!);

        Assert.Equal("ArchiveAfterDays", (string?)rules["archive"]["Transitions"]![0]!["TransitionInDays"]!["Ref"]);
        Assert.Equal(30, (int)template.Parameters["ArchiveAfterDays"]!["Default"]!);
        Assert.Equal(365, (int)template.Parameters["ExpireAfterDays"]!["Default"]!);
        Assert.Equal(30, (int)rules["expire"]["NoncurrentVersionExpiration"]!["NoncurrentDays"]!);
        Assert.Equal(1, (int)rules["abort-incomplete-uploads"]["AbortIncompleteMultipartUpload"]!["DaysAfterInitiation"]!);
        Assert.All(rules.Values, rule => Assert.Equal("Enabled", (string?)rule["Status"]));
    }

    [PythonFact]
    public void Object_lock_and_a_second_copy_are_there_for_who_wants_them()
    {
        Assert.Equal("HasObjectLock", (string?)Bucket["ObjectLockConfiguration"]!["Fn::If"]![0]);
        Assert.Equal("OFF", (string?)template.Parameters["ObjectLockMode"]!["Default"]);
        Assert.Equal("Replicates", (string?)Bucket["ReplicationConfiguration"]!["Fn::If"]![0]);
    }

    [PythonFact]
    public void Success_is_told_when_the_receipt_is_there()
    {
        var rule = template.Properties("BackupStored");

        Assert.True((bool)Bucket["NotificationConfiguration"]!["EventBridgeConfiguration"]!["EventBridgeEnabled"]!);
        Assert.Equal("${Prefix}*.json", (string?)rule["EventPattern"]!["detail"]!["object"]!["key"]![0]!["wildcard"]!["Fn::Sub"]);
        Assert.Equal("SuccessTopic", (string?)rule["Targets"]![0]!["Arn"]!["Ref"]);
        Assert.Contains("<key>", (string?)rule["Targets"]![0]!["InputTransformer"]!["InputTemplate"], StringComparison.Ordinal);
    }
}
