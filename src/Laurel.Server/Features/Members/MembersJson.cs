using System.Text.Json.Serialization;
using Laurel.Server.Features.Members.Adjusting;
using Laurel.Server.Features.Members.Enrolling;
using Laurel.Server.Features.Members.Merging;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EnrolBody))]
[JsonSerializable(typeof(EnrolReply))]
[JsonSerializable(typeof(IdentifierBody))]
[JsonSerializable(typeof(IdentifierReply))]
[JsonSerializable(typeof(AddedIdentifierReply))]
[JsonSerializable(typeof(IdentifiersReply))]
[JsonSerializable(typeof(Paged<MemberIdReply>), TypeInfoPropertyName = "PagedMemberIdReply")]
[JsonSerializable(typeof(Paged<HistoryReply>), TypeInfoPropertyName = "PagedHistoryReply")]
[JsonSerializable(typeof(MemberReply))]
[JsonSerializable(typeof(BalancesReply))]
[JsonSerializable(typeof(RewardsReply))]
[JsonSerializable(typeof(AdjustBody))]
[JsonSerializable(typeof(TransferBody))]
[JsonSerializable(typeof(ReinstateBody))]
[JsonSerializable(typeof(ExtendBody))]
[JsonSerializable(typeof(SwitchBody))]
[JsonSerializable(typeof(InviterBody))]
[JsonSerializable(typeof(MergeBody))]
[JsonSerializable(typeof(UnmergeBody))]
[JsonSerializable(typeof(HouseholdBody))]
[JsonSerializable(typeof(LeavingBody))]
[JsonSerializable(typeof(AdjustReply))]
[JsonSerializable(typeof(UnitsBody))]
[JsonSerializable(typeof(UnitsReply))]
[JsonSerializable(typeof(BornBody))]
[JsonSerializable(typeof(EverythingReply))]
internal sealed partial class MembersJson : JsonSerializerContext;
