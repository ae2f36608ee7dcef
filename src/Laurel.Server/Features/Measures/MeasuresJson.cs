using System.Text.Json.Serialization;

namespace Laurel.Server.Features.Measures;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MeasuresReply))]
internal sealed partial class MeasuresJson : JsonSerializerContext;
