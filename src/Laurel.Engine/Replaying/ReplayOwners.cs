using Laurel.Earning;
using Laurel.Rewards.Benefits;

namespace Laurel.Engine.Replaying;

/// <summary>Whose a command is, as far as it can be told without deciding it.</summary>
/// <param name="Owner">Who has to have come so far; null is everybody, since it may touch anybody.</param>
/// <param name="Sharing">The owner, where it touches what members share besides her.</param>
internal readonly record struct Reach(uint? Owner, MemberId? Sharing = null);

/// <summary>Tells whose the commands of a replay are, and which are left out.</summary>
internal sealed class ReplayOwners(Program under, KeptPurchases purchases, bool isSplit)
{
    private static readonly Reach Everybody = new(null);
    private readonly Dictionary<Key, uint> ofPurchase = [];

    /// <summary>Natural keys that were not used up by what was refused when it was recorded, and are used up by what is accepted now.</summary>
    private readonly HashSet<string> revived = [];

    /// <summary>Those of which that is not known yet.</summary>
    private readonly HashSet<string> inDoubt = [];

    /// <summary>The purchases and enrolments that are or were among them: a glance is not enough.</summary>
    private readonly HashSet<uint> doubted = [];

    /// <summary>Whose a row of a page is that touches nobody else, where a glance at it says so.</summary>
    public uint? AtAGlance(ReplayPage page, int place) =>
        isSplit && page.GlanceAt(place) is var (owner, id) && !doubted.Contains(id) ? owner : null;

    /// <summary>Whether the replay leaves it out: publications are given, and a natural key is accepted once.</summary>
    public bool AreLeftOut(Command command) => command is PublishDefinition || IsAmong(revived, command);

    /// <summary>Whether it depends on something that has not run yet whether it is left out.</summary>
    public bool AreInDoubt(Command command) => IsAmong(inDoubt, command);

    /// <summary>What was refused when it was recorded may be accepted now.</summary>
    public void Doubt(Command command) => Add(inDoubt, command);

    /// <summary>All that was in doubt has run.</summary>
    public void ForgetDoubts() => inDoubt.Clear();

    /// <summary>What was refused when it was recorded is accepted now.</summary>
    public void Revive(Command command) => Add(revived, command);

    /// <param name="wasRefused">When it was recorded.</param>
    public Reach Of(Command command, bool wasRefused)
    {
        var reach = Of(command);
        return wasRefused && command.NaturalKey is not null && reach.Owner is not null
            ? command.About is { } member ? reach with { Sharing = member } : Everybody
            : reach;
    }

    private Reach Of(Command command)
    {
        if (!isSplit)
            return Everybody;
        if (command is Receipts.ClaimReceipt claim)
            ofPurchase.Remove(Key.Purchase(claim.Of));
        if (command is ReturnLines back)
            return new(ofPurchase.TryGetValue(Key.Purchase(back.Of), out var buyer) ? buyer : null);
        var reach = command switch
        {
            RecordPurchase c when !IsHers(c) => Everybody,
            RecordPurchase c => By(c.About?.Value ?? c.Purchase.Id.Value, c.About, SharesNothing(c)),
            ReserveReward c => By(c.Member.Value, c.Member, IsOwn(c.Reward)),
            RecordActivity c => By(c.Member.Value, c.Member, isOwn: false),
            EnrolMember { Inviter: null } c => By(c.Member.Value, c.Member, isOwn: true),
            AdjustUnits or AssignTier or PassTime or Care.ChangeConsent or Care.NoteProfile when command.About is { } member =>
                By(member.Value, member, isOwn: true),
            _ => Everybody,
        };
        if (reach.Owner is { } owner && command is RecordPurchase bought && purchases.Marks.Purchases.Contains(Key.Purchase(bought.Purchase.Id)))
            ofPurchase[Key.Purchase(bought.Purchase.Id)] = owner;
        return reach;
    }

    private static bool IsAmong(HashSet<string> keys, Command command) => keys.Count > 0 && command.NaturalKey is { } key && keys.Contains(key);

    private void Add(HashSet<string> keys, Command command)
    {
        if (command.NaturalKey is { } key)
            keys.Add(key);
        var id = command switch { RecordPurchase c => c.Purchase.Id.Value, EnrolMember c => c.Member.Value, _ => null };
        if (id is not null)
            doubted.Add(Owner.Of(id));
    }

    private static Reach By(string owner, MemberId? member, bool isOwn) => isOwn ? new(Owner.Of(owner))
        : member is null ? Everybody
        : new(Owner.Of(owner), member);

    /// <summary>Whether no other account has a part in a purchase: none pays, and none is loaded.</summary>
    private static bool IsHers(RecordPurchase command)
    {
        if (command.Stored.Count > 0)
            return false;
        foreach (var line in command.Purchase.Lines)
        {
            if (line.Loads is not null)
                return false;
        }
        return true;
    }

    private bool SharesNothing(RecordPurchase command) =>
        command.Purchase.Codes.Count == 0 && command.Contributions.Count == 0 && command.Rewards.All(r => IsOwn(r.Reward));

    /// <summary>Whether a reward has nothing that members share.</summary>
    private bool IsOwn(string reward) => under.Versions.All(rules => rules.Definition.Reward(reward) is not { } found
        || (found.Stock is null && found.Vouchers.Count == 0 && found.Gives is not (Donation or GiftCard)
            && found.Limits.All(l => l.Scope is LimitScope.Member or LimitScope.Purchase)));
}
