using System.Text.Json.Serialization.Metadata;
using Laurel.Engine;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members;

/// <summary>What staff do to a member's units by hand: read, asked for, and answered with her entries.</summary>
internal static class ByHand
{
    public static async Task<IResult> AskAsync<TBody>(
        HttpContext context, string program, string member, OpenOrganization organization, JsonTypeInfo<TBody> type,
        Func<TBody, Intake, Command> read)
        where TBody : class
    {
        var (body, malformed) = await Body.ReadAsync(context, type);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var command = read(body!, intake);
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command,
                row => AdjustReply.Of(row, organization.Program(program), LanguageOf.Request(context.Request)), MembersJson.Default.AdjustReply,
                location: _ => $"/v1/programs/{program}/members/{Uri.EscapeDataString(member)}/history")
            : intake.Problem;
    }
}

public sealed record AdjustReply(long Seq, IReadOnlyList<EntryReply> Entries, IReadOnlyList<TierChangeReply> TierChanges)
{
    internal static AdjustReply Of(JournalRow row, Program program, Language language) =>
        new(row.Seq, Http.Entries.Of(row.Events, program, language, row.Command.About), Http.Entries.Tiers(row.Events, row.Command.About));
}
