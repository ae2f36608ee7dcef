using Laurel.Challenges;

namespace Laurel.Deciding;

/// <summary>Members join what asks for it, and leave it.</summary>
internal static class TakingPart
{
    public static Decision Decide(Rules rules, TakePart command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        string[] known = [.. Open(rules.Definition)];
        if (!known.Contains(command.What))
            return Refusal.UnknownParticipation(command.What, string.Join(", ", known));
        var isIn = member.TakesPart.Any(p => p.What == command.What);
        if (isIn != command.Leave)
            return command.Leave ? Refusal.NotTakingPart(command.What) : Refusal.TakesPartAlready(command.What);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        if (rules.Definition.Challenge(command.What) is { } challenge && !command.Leave && NotFor(ledger, challenge, command.At) is { } needs)
            return Refusal.NotForMember(challenge.Id, needs);
        ledger.Happen(new TookPart { At = command.At, Member = member.Id, What = command.What, Left = command.Leave });
        return Decision.Accept(ledger.Events);
    }

    /// <summary>What members are asked to join.</summary>
    private static IEnumerable<string> Open(Definition definition) => definition.Challenges.Where(c => c.IsJoined).Select(c => c.Id);

    private static string? NotFor(Ledger ledger, Challenge challenge, DateTimeOffset at)
    {
        var nothing = Claims.Nothing(ledger.Rules, ledger.Member, Traits.None, at);
        return challenge.For.FirstOrDefault(c => !c.Holds(nothing, []))?.Name;
    }
}
