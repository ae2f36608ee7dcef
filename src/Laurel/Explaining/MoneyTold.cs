using Laurel.Coalition;
using Laurel.Definitions;
using Laurel.Explaining.Phrases;

namespace Laurel.Explaining;

/// <summary>Says what a posting in money was for: between those who run a program together, or for a cause.</summary>
internal sealed class MoneyTold(Teller teller, Voice voice, MoneyMoved moved)
{
    private Currency Currency => voice.Definition.Currency;

    public Explanation Explain() => new()
    {
        Sentence = Voice.Capital(voice.Say(Spoken.Events, teller.Key("money." + Kind()),
        [
            ("day", voice.Cases(voice.Definition.Calendar.Day(moved.At))),
            ("partner", voice.Partner(moved.Partner ?? Shares.Us)),
            ("cause", voice.Cause(moved.Cause ?? "")),
            ("rule", voice.Quote(moved.Rule ?? "")),
            ("units", Units(moved.Units)),
            ("money", Money()),
            ("payers", voice.And([.. moved.Split.Where(s => s.Amount != 0).Select(Payer)])),
        ])),
        Notes = [.. How()],
    };

    /// <summary>By which rule it was counted.</summary>
    private IEnumerable<string> How()
    {
        if (moved.Purpose == MoneyPurpose.Given && voice.Definition.GivingBy(moved.Rule ?? "") is { IsCustomers: false } giving)
            yield return Voice.Capital(voice.Say(giving.Rule)) + ".";
    }

    private string Kind() => moved.Purpose switch
    {
        MoneyPurpose.PaidOut => "paid-out",
        MoneyPurpose.Given when moved.Parts.Sum(p => p.Amount) < 0 => "given-back",
        _ => moved.Purpose.ToString().ToLowerInvariant(),
    };

    private string Payer(Use share) => voice.Say(Spoken.Events, "payer",
        ("payer", share.Counter == Shares.Us ? voice.Say(Spoken.Events, "payer.us") : voice.Partner(share.Counter)),
        ("amount", moved.Unit is null ? voice.Money(share.Amount, Currency) : Units(share.Amount)));

    private string Units(long amount) => moved.Unit is { } id && voice.Definition.Unit(id) is { } unit ? voice.Amount(amount, unit) : voice.Number(amount);

    /// <summary>As the partner or the cause sees it; what was given is always told as an amount.</summary>
    private string Money()
    {
        if (moved.Purpose == MoneyPurpose.Given)
            return voice.Money(Math.Abs(moved.Parts.Sum(p => p.Amount)), Currency);
        var account = moved.Cause is { } cause ? MoneyAccount.Cause(cause) : MoneyAccount.Of(moved.Partner ?? Shares.Us);
        var micros = moved.Entries.Where(e => e.Account == account).Sum(e => e.Micros);
        return voice.Money(new Money((decimal)(moved.Cause is null ? micros : Math.Abs(micros)) / MoneyEntry.PerCoin, Currency));
    }
}
