namespace Laurel.Engine.Examples;

/// <summary>
/// Every key that some step has or expects. A step that went otherwise leaves expectations unread; only what is no key of any step is
/// a mistake of its own then.
/// </summary>
internal static class StepKeys
{
    /// <summary>What a step says.</summary>
    private const string Said =
        "do | as | at | key | known | member | program | organization | dry run | fault | fails | of | to | from | by | item | reason | steps | "
        + "times | for | lines | currency | location | channel | codes | payments | rewards | pays | adds | segments | attributes | draw | "
        + "shopper | reward | qty | units | hold until | uses first | stage | plan | starts | fee | amount | what | answers | team | by name | "
        + "leaderboard | club | day | game | offer | expires | lot | counts for tiers | into | household | inviter | partner | cause | until | "
        + "changes | paid by | card | email | phone | born | country | joined | tier | spend | visits | "
        + "purpose | filled | emptied | step | source | stars";

    /// <summary>What a step expects.</summary>
    private const string Expected =
        "refused | replayed | conflict | earns | takes | gives back | to cards | in hand | uses | writes off | frees | gives | brings back | why | restates | "
        + "line units | uses lots | tops up | paid | to pay | total | tax | without tax | discount | discount with tax | discount without tax | "
        + "pays back | line discounts | line discounts with tax | line discounts without tax | line taxes | line totals | applied | discounts | "
        + "free items | meets | undoes | reaches | falls short | awards | places | sum | members | closed | reached | wins | given | right | "
        + "tries left | vouchers | issues | revokes | misses | donates | uses of | shares | money moves | settlement | operator holds | "
        + "operator keeps | outstanding | outstanding of | entries | bonus | used days | unused days | opens | closes | unlocks | moves to | "
        + "accepted | conflicts | different answers | earned | totals | can have | missing";

    /// <summary>What stands afterwards.</summary>
    private const string Stands =
        "balance | available | pending | reserved | owes | counted | lots | impact | has of | issued | purchases | memberships | perks | badges | "
        + "challenges | plays | account | in household | consents to | profile";

    /// <summary>What some steps say and others expect.</summary>
    private const string Both = "tier | spend | visits | expires | stage";

    /// <summary>Facts of refusals.</summary>
    private const string Facts =
        "problems | unit | ends | earliest | least | needs | read | expected | purchase | redemption | line | activity | code | whose | have | "
        + "need | rule | giving | given | already | most | others | limit | used | expired | remaining | wanted | now | next | left | begins | "
        + "whom | epoch";

    public static IReadOnlySet<string> Known { get; } =
        string.Join(" | ", Said, Expected, Stands, Facts).Split(" | ").ToHashSet();

    /// <summary>What may be left unread of a step that was read whole and expects no refusal.</summary>
    public static IReadOnlySet<string> Expectations { get; } = string.Join(" | ", Expected, Stands, Both).Split(" | ").ToHashSet();
}
