using System.Text.Json.Serialization;

namespace Laurel.Server.Features.Purchases;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PurchaseBody))]
[JsonSerializable(typeof(PurchaseReply))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchReply))]
[JsonSerializable(typeof(ClaimBody))]
[JsonSerializable(typeof(ClaimReply))]
[JsonSerializable(typeof(ReturnBody))]
[JsonSerializable(typeof(ReturnReply))]
[JsonSerializable(typeof(FoundPurchaseReply))]
internal sealed partial class PurchasesJson : JsonSerializerContext;
