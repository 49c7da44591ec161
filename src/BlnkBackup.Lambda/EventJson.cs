using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

namespace BlnkBackup.Lambda;

/// <summary>The events of AWS, read without reflection.</summary>
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
[JsonSerializable(typeof(ScheduledEvent))]
public sealed partial class EventJson : JsonSerializerContext;
