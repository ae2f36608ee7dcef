namespace Laurel.Server.Http;

/// <summary>What an effect of the program itself is of, as the API says it.</summary>
internal static class Withheld
{
    public const string Invitation = "the invitation to join";
    public const string Rollout = "the program, in places that had not begun";
}
