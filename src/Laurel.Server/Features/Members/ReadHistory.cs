using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members;

/// <summary>GET /v1/programs/{program}/members/{member}/history: what happened, newest first, and why.</summary>
internal static class ReadHistory
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/members/{member}/history", ReadAsync)
        .Needs(Scope.Read)
        .Describe("Read a member's history", "Newest first. Each entry says why it is what it is; the parts of an entry add up to it.")
        .InPages().Gives<Paged<HistoryReply>>();

    private static async Task<IResult> ReadAsync(HttpContext context, string program, string member, OpenOrganization organization)
    {
        var (page, malformed) = PageAsked.Read(context.Request);
        if (malformed is not null)
            return malformed;
        if (!page!.TrySeq(out var before))
            return Problem.Malformed("after", "cursor");
        var id = new MemberId(member);
        var document = await organization.Journal.Read<Member>(program, Key.Member(id));
        if (document.Document is null)
            return Problem.NotFound("unknown-member", "member", member);
        var rows = await organization.Journal.History(program, id, before ?? long.MaxValue, page.Limit + 1);
        var language = LanguageOf.Request(context.Request);
        var known = organization.Program(program);
        HistoryReply[] data = [.. rows.Take(page.Limit).Where(r => r.IsAccepted).Select(r => HistoryReply.Of(r, known, id, language))];
        var hasMore = rows.Count > page.Limit;
        return new JsonAnswer<Paged<HistoryReply>>(
            new Paged<HistoryReply>(data, hasMore ? $"{rows[page.Limit - 1].Seq}" : null, hasMore) { Seq = document.Seq },
            MembersJson.Default.PagedHistoryReply);
    }
}

/// <summary>One thing that happened to a member.</summary>
public sealed record HistoryReply
{
    public required long Seq { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it became known.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What it was, in a word: enrol, purchase, return, redeem, reserve, capture, adjust, transfer, merge, pass-time …; words may be added.</summary>
    public required string What { get; init; }

    /// <summary>Who did it: a member of staff, an API key, the clock.</summary>
    public required string Actor { get; init; }
    public string? Purchase { get; init; }
    public string? Return { get; init; }
    public string? Redemption { get; init; }
    public string? Reward { get; init; }
    public string? Location { get; init; }

    /// <summary>Why staff did it, or what it was about: the activity, the partner, the offer.</summary>
    public string? Reason { get; init; }
    public JsonMoney? Total { get; init; }
    public required IReadOnlyList<EntryReply> Entries { get; init; }
    public required IReadOnlyList<TierChangeReply> TierChanges { get; init; }

    internal static HistoryReply Of(JournalRow row, Program program, MemberId member, Language language)
    {
        var story = Story.Of(row);
        return new HistoryReply
        {
            Seq = row.Seq,
            At = row.Command.At,
            RecordedAt = row.RecordedAt,
            What = story.What,
            Actor = row.Command.Actor,
            Purchase = story.Purchase,
            Return = story.Return,
            Redemption = story.Redemption,
            Reward = story.Reward,
            Location = story.Location,
            Reason = story.Reason,
            Total = story.Total is { } total ? JsonMoney.Of(total, story.Currency ?? program.Version(1).Definition.Currency.Code) : null,
            Entries = Http.Entries.Of(row.Events, program, language, member),
            TierChanges = Http.Entries.Tiers(row.Events, member),
        };
    }
}
