using Laurel.Coalition;
using Laurel.Engine;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Giving;

/// <summary>The accounts of all causes, read off the journal.</summary>
internal static class CauseAccounts
{
    public static async Task<IReadOnlyList<CauseReply>> ReadAsync(JournalReader journal, string program, Definition definition, Language language)
    {
        var (given, paid) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        await foreach (var row in journal.Rows(program))
        {
            foreach (var moved in row.Events.OfType<MoneyMoved>().Where(m => m.Cause is not null))
            {
                var sums = moved.Purpose == MoneyPurpose.PaidOut ? paid : given;
                var coins = moved.Entries.Where(e => e.Account == MoneyAccount.Cause(moved.Cause!)).Sum(e => e.Micros) / MoneyEntry.PerCoin;
                sums[moved.Cause!] = sums.GetValueOrDefault(moved.Cause!) + coins;
            }
        }
        return [.. definition.AllCauses.Union(given.Keys).Order(StringComparer.Ordinal).Select(Cause)];

        CauseReply Cause(string id) => new()
        {
            Id = id,
            Name = definition.Causes.FirstOrDefault(c => c.Id == id)?.Name?.In(language) ?? id,
            Given = JsonMoney.Of(given.GetValueOrDefault(id), definition.Currency.Code),
            Paid = JsonMoney.Of(-paid.GetValueOrDefault(id), definition.Currency.Code),
            There = JsonMoney.Of(given.GetValueOrDefault(id) + paid.GetValueOrDefault(id), definition.Currency.Code),
        };
    }
}
