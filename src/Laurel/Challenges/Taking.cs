namespace Laurel.Challenges;

/// <summary>Who takes part in what.</summary>
internal static class Taking
{
    public static bool Part(Member member, Challenge challenge, DateTimeOffset at) => !challenge.IsJoined || In(member, challenge.Id, at);

    public static bool In(Member member, string what, DateTimeOffset at) => member.TakesPart.Any(p => p.What == what && p.Since <= at && !p.IsOut);
}
