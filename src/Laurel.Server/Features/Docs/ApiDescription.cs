using Laurel.Server.Access;
using Laurel.Server.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Laurel.Server.Features.Docs;

/// <summary>What the OpenAPI document says beside what can be read off the endpoints: keys, scopes, idempotency, dry runs.</summary>
internal static class ApiDescription
{
    private const string Introduction = """
        Authorize with an API key of your organization: `Authorization: Bearer lk_live_…`. Each endpoint names the scope it needs.

        **Writes** carry an `Idempotency-Key` header, at most 200 characters, made by you (a UUIDv7 is best): the same key and body again get the
        same answer and no second effect, however much later, marked `Idempotent-Replayed: true`. The same key with another body is refused with
        422. `?dry_run=true` answers what a write would come to, and changes nothing.

        **Money** is `{"amount": 940, "currency": "EUR"}`: a whole number of minor units (cents) and an ISO 4217 code. Prices and costs of one piece,
        quantities and rates are exact decimals in strings: `"9.40"`. Amounts of a unit (points, stamps) are whole numbers of the unit's smallest part.

        **Times** are RFC 3339. **Lists** take `?limit=&after=` and answer `{data, next_cursor, has_more}`. **Problems** are RFC 9457
        (`application/problem+json`): `code` never changes, `type` is a page that explains it, `title` is in the language of `Accept-Language`
        (en, fr, nl, et), and the facts are members of their own. **503** and **429** carry `Retry-After`.
        """;

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", openApi =>
    {
        openApi.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Laurel", Version = "v1", Description = Introduction };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key: lk_live_…" },
            };
            return Task.CompletedTask;
        });
        openApi.AddOperationTransformer(Describe);
        openApi.AddSchemaTransformer(DescribeDecimal);
        openApi.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is "JsonMoney" ? "Money"
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
    });

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        if (metadata.OfType<NeedsScope>().SingleOrDefault() is { } scope)
        {
            operation.Description = $"{operation.Description}\n\nNeeds the scope `{scope.Word["key: ".Length..]}`.".Trim();
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", context.Document)] = [] }];
        }
        foreach (var asked in metadata.OfType<AskedInQuery>())
            operation.Parameters.Add(InQuery(asked.Name, asked.Text, JsonSchemaType.String));
        if (context.Description.HttpMethod == HttpMethods.Get || metadata.OfType<WritesNothing>().Any())
            return Task.CompletedTask;
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyKey.Header,
            In = ParameterLocation.Header,
            Required = true,
            Description = "Names this write; the same key never has two effects.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 },
        });
        operation.Parameters.Add(InQuery("dry_run", "Answers what this would come to, and changes nothing.", JsonSchemaType.Boolean));
        return Task.CompletedTask;
    }

    private static OpenApiParameter InQuery(string name, string text, JsonSchemaType type) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = text.Length == 0 ? null : text,
        Schema = new OpenApiSchema { Type = type },
    };

    /// <summary>Exact decimals are strings; numbers are read too.</summary>
    private static Task DescribeDecimal(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var type = context.JsonPropertyInfo?.PropertyType;
        if (type == typeof(decimal) || type == typeof(decimal?))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "decimal";
            schema.Pattern = "^-?[0-9]+(\\.[0-9]+)?$";
        }
        return Task.CompletedTask;
    }
}
