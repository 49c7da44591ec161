using BlnkBackup.EmbeddedS3;

// embedded-s3 --port 0 --bucket NAME [--bucket NAME] --access-key K --secret-key S --region R [--discard]
var options = new EmbeddedS3Options();
for (var i = 0; i < args.Length; i++)
{
    string Value() => i + 1 < args.Length ? args[++i] : throw new ArgumentException($"{args[i]} needs a value.");
    options = args[i] switch
    {
        "--port" => options with { Port = int.Parse(Value(), System.Globalization.CultureInfo.InvariantCulture) },
        "--bucket" => options with { Buckets = [.. options.Buckets, Value()] },
        "--access-key" => options with { AccessKeyId = Value() },
        "--secret-key" => options with { SecretAccessKey = Value() },
        "--region" => options with { Region = Value() },
        "--discard" => options with { Discard = true },
        _ => throw new ArgumentException($"{args[i]} is not understood."),
    };
}

await using var server = await EmbeddedS3Server.StartAsync(options);
Console.WriteLine($"listening on {server.Endpoint.GetLeftPart(UriPartial.Authority)}");
await server.WaitForShutdownAsync();
