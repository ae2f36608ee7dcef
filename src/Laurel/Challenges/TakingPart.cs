using Laurel.Clubs;
using Laurel.Deciding;
using Laurel.Earning.Conditions;
using Laurel.Gatherings;

namespace Laurel.Challenges;

/// <summary>Members join what asks for it, and leave it; a leaderboard that everybody is on can be left and joined again.</summary>
internal static class TakingPart
{
    public static Decision Decide(Rules rules, TakePart command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        string[] known = [.. Open(rules.Definition)];
        if (!known.Contains(command.What))
            return Refusal.UnknownParticipation(command.What, string.Join(", ", known));
        if (Refuse(rules, command, member) is { } already)
            return already;
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        if (!command.Leave && (NotFor(ledger, command) ?? NoRoom(rules.Definition.Club(command.What), command, seen)) is { } refused)
            return refused;
        Happen(ledger, command, seen);
        return Decision.Accept(ledger.Events);
    }

    /// <summary>What members are asked to join, and what they may leave.</summary>
    private static IEnumerable<string> Open(Definition definition) =>
        definition.Challenges.Where(c => c.IsJoined).Select(c => c.Id).Concat(definition.Gatherings.Select(g => g.Id));

    private static Refusal? Refuse(Rules rules, TakePart command, Member member)
    {
        var part = member.TakesPart.FirstOrDefault(p => p.What == command.What);
        var isIn = rules.Definition.Leaderboard(command.What) is { IsJoined: false } ? part is not { IsOut: true } : part is not null;
        if (command.Leave)
            return isIn ? null : Refusal.NotTakingPart(command.What);
        var isTold = rules.Definition.Leaderboard(command.What) is not null && command.ByName != (part?.ByName ?? false);
        return isIn && !isTold ? Refusal.TakesPartAlready(command.What) : null;
    }

    private static void Happen(Ledger ledger, TakePart command, Seen seen)
    {
        var (board, club) = (ledger.Rules.Definition.Leaderboard(command.What), ledger.Rules.Definition.Club(command.What));
        var part = ledger.Member.TakesPart.FirstOrDefault(p => p.What == command.What);
        var wasOn = board is not null && (board.IsJoined ? part is not null : part is not { IsOut: true });
        if (wasOn && command.Leave)
            new Scoring(ledger, seen, command.At).Show(board!, isShown: false);
        ledger.Happen(new TookPart
        {
            At = command.At,
            Member = ledger.Member.Id,
            What = command.What,
            Left = command.Leave,
            IsOut = command.Leave && board is { IsJoined: false },
            ByName = board is not null && !command.Leave && command.ByName,
            InClub = club is not null,
            Team = command.Leave ? part?.Team : command.Team,
        });
        if (board is not null && !wasOn && !command.Leave)
            new Scoring(ledger, seen, command.At).Show(board, isShown: true);
    }

    private static Refusal? NotFor(Ledger ledger, TakePart command)
    {
        var definition = ledger.Rules.Definition;
        IReadOnlyList<Condition> asked = definition.Challenge(command.What)?.For ?? definition.Gatherings.FirstOrDefault(g => g.Id == command.What)?.For ?? [];
        var nothing = Basket.WithoutPurchase(ledger.Rules, ledger.Member, command.Traits, command.At);
        return asked.FirstOrDefault(c => !c.Holds(nothing, [])) is { } unmet ? Refusal.NotForMember(command.What, unmet.Name) : null;
    }

    private static Refusal? NoRoom(Club? club, TakePart command, Seen seen)
    {
        if (club is null)
            return command.Team is null ? null : Refusal.TeamUnexpected(command.What);
        if (club.HasTeams && (command.Team is null || !Definitions.Ids.IsId(command.Team)))
            return Refusal.TeamNeeded(club.Id);
        if (!club.HasTeams && command.Team is not null)
            return Refusal.TeamUnexpected(club.Id);
        return seen.Roster(club.Id, command.Team)?.Members.Count >= club.Most ? Refusal.ClubFull(club.Id, club.Most) : null;
    }
}
