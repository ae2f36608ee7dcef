using Laurel.Games;

namespace Laurel.Engine;

/// <summary>
/// Everything that was drawn was drawn by a secret whose hash was recorded before, and comes out the same now that the secret is known.
/// </summary>
internal sealed class DrawCheck(Action<long?, string> find)
{
    private readonly Dictionary<string, string> committed = [];
    private readonly Dictionary<string, List<(long Seq, Drawn Drawn)>> drawn = [];

    public void Check(long seq, Command command, IReadOnlyList<Event> events, Program program)
    {
        foreach (var secret in events.OfType<SecretCommitted>())
            Commit(seq, secret);
        if (Draws.Of(command) is not { } draw)
            return;
        if (!committed.ContainsKey(draw.Epoch))
            find(seq, $"It was drawn by the secret of {draw.Epoch}, whose hash was not recorded before or which was known by then.");
        if (program.At(command.At) is { } rules && Draws.Subject(command, rules) != draw.For)
            find(seq, $"It was drawn for {draw.For}, which is something else.");
        if (!drawn.TryGetValue(draw.Epoch, out var sofar))
            drawn[draw.Epoch] = sofar = [];
        sofar.Add((seq, draw));
    }

    private void Commit(long seq, SecretCommitted secret)
    {
        if (secret.Secret is null)
        {
            committed[secret.Epoch] = secret.Hash;
            return;
        }
        var bytes = Convert.FromHexString(secret.Secret);
        if (!committed.Remove(secret.Epoch, out var hash) || Draws.Commitment(bytes) != hash)
            find(seq, $"The secret of {secret.Epoch} is not the one whose hash was recorded.");
        foreach (var (at, draw) in drawn.GetValueOrDefault(secret.Epoch) ?? [])
        {
            if (Draws.Draw(bytes, draw.Epoch, draw.For) != draw)
                find(at, $"What was drawn for {draw.For} is not what the secret of {draw.Epoch} gives.");
        }
        drawn.Remove(secret.Epoch);
    }
}
