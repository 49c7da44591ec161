using Microsoft.OpenApi;

namespace BlnkBackup.Api;

/// <summary>What the OpenAPI document says of the interface as a whole.</summary>
internal static class ApiDescription
{
    private const string Bearer = "Bearer";
    private const string BlnkKey = "X-Blnk-Key";

    public static Task CompleteAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "BlnkBackup",
            Version = "1",
            Description = "Backs a Blnk ledger up into S3: one proved archive a call.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            [BlnkKey] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = BlnkKey },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BlnkKey, document)] = [] },
        ];
        if (document.Paths["/health"].Operations is { } open)
        {
            foreach (var operation in open.Values)
            {
                operation.Security = [];
            }
        }

        return Task.CompletedTask;
    }
}
