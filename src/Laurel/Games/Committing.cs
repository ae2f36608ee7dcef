namespace Laurel.Games;

/// <summary>Commits to secrets of draws, and reveals them.</summary>
internal static class Committing
{
    public static Decision Decide(CommitSecret command, Seen seen)
    {
        var known = seen.Epoch(command.Epoch);
        if (command.Secret is null)
            return known is null ? Accept(command) : Refusal.AlreadyCommitted(command.Epoch);
        if (known is null)
            return Refusal.NotCommitted(command.Epoch);
        if (string.CompareOrdinal(Draws.EpochOf(command.At), command.Epoch) <= 0)
            return Refusal.EpochGoesOn(command.Epoch);
        return !IsHex(command.Secret) || Draws.Commitment(Convert.FromHexString(command.Secret)) != known.Hash || command.Hash != known.Hash
            ? Refusal.NotTheSecret(command.Epoch)
            : Accept(command);
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);

    private static Decision Accept(CommitSecret command) =>
        Decision.Accept([new SecretCommitted { At = command.At, Epoch = command.Epoch, Hash = command.Hash, Secret = command.Secret }]);
}
