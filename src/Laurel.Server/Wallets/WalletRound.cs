using Laurel.Engine;
using Laurel.Server.Http;

namespace Laurel.Server.Wallets;

/// <summary>
/// Brings the cards of one program in members' wallets up to date: looks at whom the journal has touched since, and tells the wallets of
/// those whose card shows something else now. What could not be told is told the next time.
/// </summary>
internal sealed class WalletRound(OpenOrganization organization, string program, PhoneWallets wallets, DateTimeOffset now, Action<KeptPass, WalletException> onRefused)
{
    private const int AtOnce = 100;

    /// <returns>How many cards were brought up to date.</returns>
    /// <exception cref="WalletException">A wallet could not be told.</exception>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await LookAsync(stop);
        var told = 0;
        while (organization.Passes.Untold(program, AtOnce) is { Count: > 0 } untold)
        {
            foreach (var kept in untold)
                await TellAsync(kept, stop);
            told += untold.Count;
        }
        return told;
    }

    /// <summary>Marks the cards that show something else since the last time; all are looked at the first time, and after new rules.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        var head = (await organization.Journal.Heads()).GetValueOrDefault(program);
        var seen = organization.Passes.Seen(program);
        if (seen == head)
            return;
        var (touched, areAll) = (new HashSet<MemberId>(), seen is null);
        await foreach (var row in organization.Journal.Rows(program, (seen ?? head) + 1, stop))
        {
            areAll |= row is { IsAccepted: true, Command: PublishDefinition };
            touched.UnionWith(row.Events.SelectMany(Evolve.Touched).Select(k => k.AsMember).OfType<MemberId>());
            head = row.Seq;
        }
        var looked = areAll ? organization.Passes.Of(program) : touched.SelectMany(m => organization.Passes.Of(program, m)).DistinctBy(p => p.Id);
        var rows = new List<OrdinaryWrite>();
        foreach (var kept in looked)
        {
            var (member, pass) = await ReadAsync(kept);
            var shows = pass is null ? "" : organization.Passes.PrintOf(pass);
            if (shows != kept.Shows || member != kept.Member)
                rows.Add(KeptPasses.Changed(kept, member, shows, now));
        }
        await organization.Writer.Write([.. rows, KeptPasses.SeenUpTo(program, head)], stop);
    }

    private async Task TellAsync(KeptPass kept, CancellationToken stop)
    {
        var (_, pass) = await ReadAsync(kept);
        try
        {
            if (wallets.Of(kept.Wallet) is { } wallet)
                await (pass is null ? wallet.EndAsync(kept, stop) : wallet.UpdateAsync(organization, kept, pass, stop));
        }
        catch (WalletException refused) when (refused.IsRefused)
        {
            onRefused(kept, refused);
        }
        await organization.Writer.Write(pass is null ? KeptPasses.End(kept) : [KeptPasses.Told(kept)], stop);
    }

    /// <summary>In whose account the holder goes on, and what her card shows now; nothing once that account is closed.</summary>
    private async Task<(MemberId Member, Pass? Pass)> ReadAsync(KeptPass kept) =>
        await MemberNow.FindAsync(organization, program, kept.Holder, now) is { } found
            ? (found.Member.Id, found.Member.IsClosed ? null : Pass.Of(found, organization.People.Of(program, found.Member.Id), kept.Language))
            : (kept.Member, null);
}
