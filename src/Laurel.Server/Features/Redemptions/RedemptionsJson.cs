using System.Text.Json.Serialization;

namespace Laurel.Server.Features.Redemptions;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RedeemBody))]
[JsonSerializable(typeof(RedemptionStepReply))]
[JsonSerializable(typeof(RedemptionReply))]
[JsonSerializable(typeof(CaptureBody))]
[JsonSerializable(typeof(CancelBody))]
[JsonSerializable(typeof(FulfilmentBody))]
[JsonSerializable(typeof(TimeBody))]
internal sealed partial class RedemptionsJson : JsonSerializerContext;
