using System.ComponentModel.DataAnnotations;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members.Adjusting;

/// <summary>POST /v1/programs/{program}/units: adjustments, transfers, reinstatements and extensions that all happen, or none of them.</summary>
internal static class RunUnits
{
    private const int LargestBatch = 500;

    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/units", RunAsync)
        .Needs(Scope.Adjust)
        .Describe("Move units of several members at once", """
            Adjustments, transfers, reinstatements and extensions in the order given, each on what those before it left. All of them happen, or none:
            the first that is refused refuses the whole, and says which it was under `item`, from 1.
            """)
        .Takes<UnitsBody>().Gives<UnitsReply>(StatusCodes.Status201Created);

    private static async Task<IResult> RunAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembersJson.Default.UnitsBody);
        if (malformed is not null)
            return malformed;
        if (body!.Items is not { Count: > 0 and <= LargestBatch } items)
            return Problem.Malformed("items", "count", ("from", 1), ("to", LargestBatch));
        var intake = new Intake();
        var batch = new RunBatch
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Commands = [.. items.Select((item, i) => item.Command(context.CommandId(), intake, $"items[{i}]"))],
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, batch,
                row => UnitsReply.Of(row, organization.Program(program), LanguageOf.Request(context.Request)), MembersJson.Default.UnitsReply,
                location: _ => $"/v1/programs/{program}/units")
            : intake.Problem;
    }
}

public sealed record UnitsBody
{
    [Required]
    public IReadOnlyList<UnitsItemBody>? Items { get; init; }
    public DateTimeOffset? At { get; init; }
}

/// <summary>One of them. Which fields it needs depends on what it does.</summary>
public sealed record UnitsItemBody
{
    private const string Doings = "adjust, transfer, reinstate, extend";

    /// <summary>adjust (gives, or takes where the amount is negative), transfer (to another), reinstate (expired ones) or extend (their life).</summary>
    [Required]
    public string? Do { get; init; }
    [Required]
    public string? Member { get; init; }
    [Required]
    public string? Unit { get; init; }

    /// <summary>Whole number of the unit's smallest part; extend needs none.</summary>
    public long? Amount { get; init; }

    /// <summary>Who gets what is transferred.</summary>
    public string? To { get; init; }

    /// <summary>As much of a transfer as can be used.</summary>
    public bool? UpTo { get; init; }

    /// <summary>What is given counts as earned for tiers.</summary>
    public bool? Counts { get; init; }

    /// <summary>The first instant at which they are gone: of extend, and of reinstate where it is not as the definition has it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Needed for everything but a transfer.</summary>
    public string? Reason { get; init; }

    /// <summary>The time of an item is that of the whole; a fixed one keeps the same request the same.</summary>
    internal Command Command(CommandId id, Intake intake, string path)
    {
        var member = new MemberId(intake.Id(Member, path + ".member"));
        var unit = intake.Id(Unit, path + ".unit");
        var amount = Do == "extend" ? 0 : intake.Amount(Amount, path + ".amount");
        var reason = Do == "transfer" && Reason is null ? "" : intake.Text(Reason, path + ".reason");
        var at = DateTimeOffset.UnixEpoch;
        switch (Do)
        {
            case "adjust":
                if (Amount == 0)
                    intake.Wrong(path + ".amount", "zero");
                return new AdjustUnits { Id = id, At = at, Member = member, Unit = unit, Amount = amount, Reason = reason, Counts = Counts ?? false };
            case "transfer":
                var to = new MemberId(intake.Id(To, path + ".to"));
                return new TransferUnits { Id = id, At = at, Member = member, To = to, Unit = unit, Amount = amount, UpTo = UpTo ?? false, Reason = reason };
            case "reinstate":
                return new ReinstateUnits { Id = id, At = at, Member = member, Unit = unit, Amount = amount, Expires = ExpiresAt, Reason = reason };
            case "extend":
                intake.Required(ExpiresAt, path + ".expires_at");
                return new ExtendUnits { Id = id, At = at, Member = member, Unit = unit, Expires = ExpiresAt ?? at, Reason = reason };
            default:
                intake.Wrong(path + ".do", "choice", ("choices", Doings));
                return new AdjustUnits { Id = id, At = at, Member = member, Unit = unit, Amount = amount, Reason = reason };
        }
    }
}

/// <summary>What came of all of them, by member.</summary>
public sealed record UnitsReply(long Seq, IReadOnlyList<MemberEntriesReply> Members)
{
    internal static UnitsReply Of(JournalRow row, Program program, Language language) => new(row.Seq,
    [
        .. row.Events.OfType<UnitsMoved>().Select(m => m.Member).Distinct()
            .Select(m => new MemberEntriesReply(m.Value, Http.Entries.Of(row.Events, program, language, m))),
    ]);
}

public sealed record MemberEntriesReply(string Member, IReadOnlyList<EntryReply> Entries);
