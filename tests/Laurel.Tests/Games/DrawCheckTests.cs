using Laurel.Engine;
using Laurel.Games;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Games;

/// <summary>What an audit of draws finds.</summary>
public sealed class DrawCheckTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly DateTimeOffset March = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly List<string> found = [];

    private DrawCheck Check => new((seq, what) => found.Add($"{seq}: {what}"));

    private static CommitSecret Commit(string? secret = null) => new()
    {
        Id = new("c"),
        At = March,
        Epoch = "2026-03",
        Hash = Draws.Commitment(Secret),
        Secret = secret,
    };

    private static IReadOnlyList<Event> Committed(string? secret = null) =>
        [new SecretCommitted { At = March, Epoch = "2026-03", Hash = Draws.Commitment(Secret), Secret = secret }];

    private static PlayGame Played(byte[] secret) => new()
    {
        Id = new("p"),
        At = March,
        Member = new("ada"),
        Game = "wheel",
        Play = new("ply_1"),
        Traits = new Traits { Drawn = Draws.Draw(secret, "2026-03", "play/ply_1") },
    };

    private static string Hex => Convert.ToHexStringLower(Secret);

    [Fact]
    public void Honest_draws_are_sound()
    {
        var check = Check;
        check.Check(1, Commit(), Committed(), Program.Empty("p"));
        check.Check(2, Played(Secret), [], Program.Empty("p"));
        check.Check(3, Commit(Hex), Committed(Hex), Program.Empty("p"));
        found.ShouldBeEmpty();
    }

    [Fact]
    public void A_draw_before_the_hash_was_recorded_is_found()
    {
        Check.Check(2, Played(Secret), [], Program.Empty("p"));
        found.ShouldHaveSingleItem().ShouldStartWith("2: It was drawn by the secret of 2026-03");
    }

    [Fact]
    public void A_draw_that_the_secret_does_not_give_is_found()
    {
        var check = Check;
        check.Check(1, Commit(), Committed(), Program.Empty("p"));
        check.Check(2, Played([1, 2, 3]), [], Program.Empty("p"));
        check.Check(3, Commit(Hex), Committed(Hex), Program.Empty("p"));
        found.ShouldHaveSingleItem().ShouldStartWith("2: What was drawn for play/ply_1");
    }
}
