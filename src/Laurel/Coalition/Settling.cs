namespace Laurel.Coalition;

/// <summary>What stands open with each partner is paid or collected; less than a coin stays for the next time.</summary>
internal static class Settling
{
    /// <summary>The counters that hold what partners owe and are owed.</summary>
    public static IEnumerable<string> Accounts(Program program) =>
        Partners(program).Select(p => MoneyAccount.Counter(MoneyAccount.Partner(p)));

    public static Decision Decide(Program program, Rules rules, SettleClearing command, Seen seen)
    {
        if (command.Partner is { } named && !Partners(program).Contains(named))
            return Refusal.UnknownPartner(named);
        return Decision.Accept(
        [
            .. Partners(program)
                .Where(p => (command.Partner ?? p) == p)
                .Select(p => Settled(command, p, seen.Tally(MoneyAccount.Counter(MoneyAccount.Partner(p))), rules.Definition.Clearing.Rounding))
                .OfType<MoneyMoved>(),
        ]);
    }

    /// <summary>Partners that have left are settled with too.</summary>
    private static IEnumerable<string> Partners(Program program) => program.Versions.SelectMany(v => v.Definition.Partners).Select(p => p.Id).Distinct();

    private static MoneyMoved? Settled(SettleClearing command, string partner, long open, Rounding rounding)
    {
        var micros = Round.Divide(open, MoneyEntry.PerCoin, rounding) * MoneyEntry.PerCoin;
        return micros == 0 ? null : new MoneyMoved
        {
            At = command.At,
            Purpose = MoneyPurpose.Settled,
            Partner = partner,
            Reference = command.Settlement,
            Entries = [new(MoneyAccount.Partner(partner), -micros), new(MoneyAccount.Bank, micros)],
        };
    }
}
