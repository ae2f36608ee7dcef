using System.Text.Json;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Members;

/// <summary>GET /v1/programs/{program}/members/{member}/data: all that is kept of a member, for herself.</summary>
internal static class ReadEverything
{
    private const int RowsAtOnce = 500;

    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/members/{member}/data", ReadAsync)
        .Needs(Scope.Members)
        .Describe("Read all that is kept of a member", """
            Who she is, where she stands, which links, invitation codes and means of payment are kept of her, and every row of the journal she
            stands in, oldest first, as it is kept. Nothing else is kept of her: facts are made from these rows. Reading it is written to the audit log.
            """)
        .Gives<EverythingReply>();

    private static async Task<IResult> ReadAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var id = new MemberId(member);
        if (await MemberNow.FindAsync(organization, program, id, clock.GetUtcNow()) is not { } now)
            return Problem.NotFound("unknown-member", "member", member);
        await organization.Writer.Write([Audit.Of(clock, context.User, "read-person", $"{program}/{member}")], context.RequestAborted);
        var reply = await OfAsync(organization, program, id, now, LanguageOf.Request(context.Request));
        return new JsonAnswer<EverythingReply>(reply, MembersJson.Default.EverythingReply);
    }

    internal static async Task<EverythingReply> OfAsync(
        OpenOrganization organization, string program, MemberId id, MemberNow now, Language language)
    {
        var person = organization.People.Of(program, id);
        return new EverythingReply
        {
            Name = person.Name,
            Language = person.Language,
            Born = person.Born,
            BornAgreedAt = person.BornAgreed,
            ErasedAt = person.Erased,
            Identifiers = [.. person.Identifiers.Select(IdentifierReply.Of)],
            Wallets = [.. organization.Passes.Of(program, id).Select(p => new WalletReply(p.Wallet, p.Language.Code(), p.Added, organization.Passes.Devices(p.Id).Count))],
            Beside = KeptBeside.Of(organization, program, now.Member),
            Member = MemberReply.Of(now, language),
            Journal = await RowsAsync(organization.Journal, program, id),
        };
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(JournalReader journal, string program, MemberId member)
    {
        var rows = new List<JsonElement>();
        for (var before = long.MaxValue; ;)
        {
            var page = await journal.History(program, member, before, RowsAtOnce);
            rows.AddRange(page.Select(row => JsonSerializer.SerializeToElement(row, Wire.Json)));
            if (page.Count < RowsAtOnce)
                break;
            before = page[^1].Seq;
        }
        rows.Reverse();
        return rows;
    }
}

/// <summary>All that is kept of a member.</summary>
public sealed record EverythingReply
{
    public string? Name { get; init; }
    public string? Language { get; init; }

    /// <summary>Her day of birth, and when she agreed that it is kept.</summary>
    public DateOnly? Born { get; init; }
    public DateTimeOffset? BornAgreedAt { get; init; }

    /// <summary>When the person was forgotten; her name and identifiers are gone since.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
    public required IReadOnlyList<IdentifierReply> Identifiers { get; init; }

    /// <summary>The wallets of phones that carry her card.</summary>
    public required IReadOnlyList<WalletReply> Wallets { get; init; }

    /// <summary>Her links, invitation codes and means of payment: that they are kept, not their secrets.</summary>
    public required KeptBeside Beside { get; init; }
    public required MemberReply Member { get; init; }

    /// <summary>Rows of the journal as `laurel export` writes them: what was asked, by whom, when, and what came of it.</summary>
    public required IReadOnlyList<JsonElement> Journal { get; init; }
}

/// <summary>A wallet that carries her card: `apple` or `google`, in which language, since when, and on how many phones that asked to be told of changes.</summary>
public sealed record WalletReply(string Wallet, string Language, DateTimeOffset AddedAt, int Phones);
