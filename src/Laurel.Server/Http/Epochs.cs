using System.Collections.Concurrent;
using Laurel.Engine;
using Laurel.Games;

namespace Laurel.Server.Http;

/// <summary>
/// Draws for surprises and games by the secret of the present month. Its hash is in the journal before anything is drawn by it; the secret
/// itself follows when the next month begins, so that anybody can check every draw.
/// </summary>
internal sealed class Epochs(TimeProvider clock)
{
    private const int MonthsBack = 12;
    private const string Actor = "draws";
    private readonly ConcurrentDictionary<(string Program, string Epoch), bool> committed = [];

    public static byte[] Secret(OpenOrganization organization, string program, string epoch) => organization.Hash("draws", program, epoch);

    /// <summary>The command with what was drawn for it, where a rule or a game asks for it.</summary>
    public async Task<Command> DrawAsync(OpenOrganization organization, string program, Command command)
    {
        var now = clock.GetUtcNow();
        var known = organization.Program(program);
        if (known.At(command.At) is not { } rules || Draws.Subject(command, rules) is not { } subject)
            return command;
        if (command is not PlayGame && known.Versions is not [.., { HasChances: true }])
            return command;
        var epoch = Draws.EpochOf(now);
        await EnsureAsync(organization, program, epoch, now);
        return Draws.With(command, Draws.Draw(Secret(organization, program, epoch), epoch, subject));
    }

    private async Task EnsureAsync(OpenOrganization organization, string program, string epoch, DateTimeOffset now)
    {
        if (committed.ContainsKey((program, epoch)))
            return;
        var document = await organization.Journal.Read<Epoch>(program, Key.Epoch(epoch));
        if (document.Document is null)
        {
            await SubmitAsync(organization, program, epoch, null, now);
            for (var month = 1; month <= MonthsBack; month++)
                await RevealAsync(organization, program, Draws.EpochOf(now.AddMonths(-month)), now);
        }
        committed[(program, epoch)] = true;
    }

    private static async Task RevealAsync(OpenOrganization organization, string program, string epoch, DateTimeOffset now)
    {
        if ((await organization.Journal.Read<Epoch>(program, Key.Epoch(epoch))).Document is { Secret: null })
            await SubmitAsync(organization, program, epoch, Convert.ToHexStringLower(Secret(organization, program, epoch)), now);
    }

    private static async Task SubmitAsync(OpenOrganization organization, string program, string epoch, string? secret, DateTimeOffset now) =>
        await organization.Writer.Submit(program, new CommitSecret
        {
            Id = new CommandId($"{(secret is null ? "commit" : "reveal")}-{epoch}"),
            Actor = Actor,
            At = now,
            IsTimedByServer = true,
            Epoch = epoch,
            Hash = Draws.Commitment(Secret(organization, program, epoch)),
            Secret = secret,
        });
}
