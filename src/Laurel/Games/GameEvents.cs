using Laurel.Prizes;

namespace Laurel.Games;

/// <summary>What became of the right to play once.</summary>
public enum TicketChange
{
    Granted,

    /// <summary>A return left nothing for which it was given; what was won with it is taken back by postings beside it.</summary>
    Revoked,
}

/// <summary>A member got the right to play a game, or lost it.</summary>
public sealed record TicketMoved : Event
{
    public required MemberId Member { get; init; }
    public required string Game { get; init; }
    public required string Ticket { get; init; }
    public required TicketChange Change { get; init; }

    /// <summary>The first instant at which it can no longer be played; null is never.</summary>
    public DateTimeOffset? Until { get; init; }
    public PurchaseId? Purchase { get; init; }
    public ReturnId? Return { get; init; }
    public ActivityId? Activity { get; init; }
}

/// <summary>A member played.</summary>
public sealed record GamePlayed : Event
{
    public required MemberId Member { get; init; }
    public required string Game { get; init; }
    public required PlayId Play { get; init; }

    /// <summary>The right it used up; null where a stretch of calendar gave it.</summary>
    public string? Ticket { get; init; }

    /// <summary>What was drawn, from 0 to below 1; null in a quiz.</summary>
    public decimal? Drawn { get; init; }

    /// <summary>What the draw came to, or what the right answers win: 50 bean, espresso; null is nothing.</summary>
    public IReadOnlyList<Prize> Won { get; init; } = [];

    /// <summary>What was given of it; less where the budget or the stock did not suffice.</summary>
    public IReadOnlyList<Gift> Gifts { get; init; } = [];

    /// <summary>In a quiz: whether enough was right, and how often this play can still be answered.</summary>
    public bool? IsRight { get; init; }
    public int TriesLeft { get; init; }
    public IReadOnlyList<Use> Uses { get; init; } = [];
    public int Version { get; init; }
}

/// <summary>
/// The secret by which everything of an epoch is drawn: its hash is known before anything is drawn, the secret itself once the epoch is
/// over, so that anybody can check every draw.
/// </summary>
public sealed record SecretCommitted : Event
{
    /// <summary>A calendar month in universal time: 2026-03.</summary>
    public required string Epoch { get; init; }

    /// <summary>SHA-256 of the secret, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Null until it is revealed; then nothing more is drawn by it.</summary>
    public string? Secret { get; init; }
}

/// <summary>Commits to the secret of an epoch, or reveals it.</summary>
public sealed record CommitSecret : Command
{
    public required string Epoch { get; init; }
    public required string Hash { get; init; }

    /// <summary>In hexadecimal; null commits, a value reveals.</summary>
    public string? Secret { get; init; }
    public override string? NaturalKey => (Secret is null ? "epoch/" : "revealed/") + Epoch;
}

/// <summary>Plays once. What is drawn comes with the command; which right to play is used, the program decides.</summary>
public sealed record PlayGame : Command
{
    public required MemberId Member { get; init; }
    public required string Game { get; init; }

    /// <summary>Made by the server.</summary>
    public required PlayId Play { get; init; }

    /// <summary>Answers to the questions of a quiz, by question.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();
    public Traits Traits { get; init; } = Traits.None;
    public override string? NaturalKey => "play/" + Play.Value;
    public override MemberId? About => Member;
}

/// <summary>The secret of an epoch, by its hash until it is revealed.</summary>
public sealed record Epoch : Document
{
    public required string Id { get; init; }
    public required string Hash { get; init; }
    public string? Secret { get; init; }

    internal static Epoch Of(SecretCommitted e) => new() { Id = e.Epoch, Hash = e.Hash, Secret = e.Secret };
}

/// <summary>A right to play that was not used yet.</summary>
/// <param name="Id">What it was given for: the visit, purchase or activity.</param>
/// <param name="Game">The game.</param>
/// <param name="Until">The first instant at which it can no longer be played; null is never.</param>
/// <param name="Tried">How often it was answered wrong.</param>
public sealed record Ticket(string Id, string Game, DateTimeOffset? Until, int Tried)
{
    public bool IsOver(DateTimeOffset at) => Until is { } end && end <= at;
}

/// <summary>A play and what it gave, kept as long as a return may undo it.</summary>
public sealed record Played(PlayId Play, string Game, string? Ticket, DateTimeOffset At, IReadOnlyList<Prize> Won, IReadOnlyList<Gift> Gifts);
