using System.Collections.Frozen;
using Laurel.Care;
using Laurel.Coalition;
using Laurel.Rewards;

namespace Laurel.Engine.Packing;

/// <summary>
/// The events of a row, where each is of a kind below and has nothing in it that is hardly ever there; all others stay JSON. See
/// <see cref="PackedCommands"/>.
/// </summary>
internal static class PackedEvents
{
    private const byte Version = 1;

    /// <summary>
    /// A kind is written by its place here, from 1, in every journal for ever: another kind, or another way to write one, comes at the end. A version
    /// that does not know a place refuses the row.
    /// </summary>
    private static readonly Kind[] Kinds =
    [
        Kind.Of<PurchaseRecorded>(PackedPurchase.Write, PackedPurchase.ReadRecorded, PackedPurchase.IsRare),
        Kind.Of<UnitsMoved>(PackedMovement.Write, PackedMovement.ReadMoved, PackedMovement.IsRare),
        Kind.Of<TierChanged>(PackedMember.Write, PackedMember.ReadTier),
        Kind.Of<MemberEnrolled>(PackedMember.Write, PackedMember.ReadEnrolled, PackedMember.IsRare),
        Kind.Of<ConsentChanged>(PackedMember.Write, PackedMember.ReadConsentChanged),
        Kind.Of<ProfileChanged>(PackedMember.Write, PackedMember.ReadProfileChanged),
        Kind.Of<LinesReturned>(PackedReturn.Write, PackedReturn.ReadReturned, PackedReturn.IsRare),
        Kind.Of<RewardUnlocked>(PackedRedemption.Write, PackedRedemption.ReadUnlocked),
        Kind.Of<RedemptionReserved>(PackedRedemption.Write, PackedRedemption.ReadReserved, PackedRedemption.IsRare),
        Kind.Of<RedemptionCaptured>(PackedRedemption.Write, PackedRedemption.ReadCaptured),
        Kind.Of<FulfilmentChanged>(PackedRedemption.Write, PackedRedemption.ReadFulfilment),
        Kind.Of<MoneyMoved>(PackedMovement.Write, PackedMovement.ReadMoney),
    ];

    private static readonly FrozenDictionary<Type, byte> Numbers = Kinds.Index().ToFrozenDictionary(kind => kind.Item.Type, kind => (byte)(kind.Index + 1));

    /// <summary>Null where an event is rare: of another kind, or with something that is hardly ever there.</summary>
    public static byte[]? Of(IReadOnlyList<Event> events)
    {
        foreach (var happened in events)
        {
            if (!Numbers.TryGetValue(happened.GetType(), out var number) || Kinds[number - 1].IsRare(happened))
                return null;
        }
        return PackWriter.Bytes(Version, events, static (pack, events) => pack.List(events, Write));
    }

    public static IReadOnlyList<Event> Read(ReadOnlySpan<byte> body)
    {
        var pack = new PackReader(body);
        return pack.Byte() == Version ? pack.List(static (ref pack) => ReadEvent(ref pack)) : throw Packed.Unknown(body);
    }

    private static void Write(PackWriter pack, Event happened)
    {
        var number = Numbers[happened.GetType()];
        pack.Byte(number);
        Kinds[number - 1].Write(pack, happened);
    }

    private static Event ReadEvent(ref PackReader pack)
    {
        var number = pack.Byte();
        return number > 0 && number <= Kinds.Length
            ? Kinds[number - 1].Read(ref pack)
            : throw new InvalidDataException($"A packed body has an event of a kind that this version does not know: {number}.");
    }

    private sealed record Kind(Type Type, Action<PackWriter, Event> Write, PackReader.Reading<Event> Read, Func<Event, bool> IsRare)
    {
        public static Kind Of<T>(Action<PackWriter, T> write, PackReader.Reading<T> read, Func<T, bool>? isRare = null)
            where T : Event =>
            new(typeof(T), (pack, happened) => write(pack, (T)happened), read, happened => isRare is not null && isRare((T)happened));
    }
}
