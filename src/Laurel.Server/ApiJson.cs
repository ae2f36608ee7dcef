using System.Text.Json;
using System.Text.Json.Serialization;
using Laurel.Server.Features.Members;
using Laurel.Server.Features.Programs;
using Laurel.Server.Features.Purchases;
using Laurel.Server.Features.Redemptions;

namespace Laurel.Server;

/// <summary>
/// How JSON is named and written, for those parts of the framework that ask; the endpoints use the generated code of their feature.
/// </summary>
internal static class ApiJson
{
    public static void Use(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.TypeInfoResolverChain.Insert(0, PurchasesJson.Default);
        options.TypeInfoResolverChain.Insert(1, MembersJson.Default);
        options.TypeInfoResolverChain.Insert(2, RedemptionsJson.Default);
        options.TypeInfoResolverChain.Insert(3, ProgramsJson.Default);
    }
}
