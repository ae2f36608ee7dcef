using System.Text.Json.Serialization;

namespace Laurel.Server.Features.Programs;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProgramsReply))]
[JsonSerializable(typeof(ProgramReply))]
[JsonSerializable(typeof(VersionsReply))]
[JsonSerializable(typeof(VersionReply))]
[JsonSerializable(typeof(DraftReply))]
[JsonSerializable(typeof(ValidityReply))]
[JsonSerializable(typeof(DefinitionBody))]
internal sealed partial class ProgramsJson : JsonSerializerContext;
