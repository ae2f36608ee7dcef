namespace Laurel.Engine.Packing;

/// <summary>
/// The commands that most rows hold, as short and as fast as they can be: a quarter of the bytes of their JSON, which is what is approved, exported
/// and shown. What is rare in a command stays JSON.
/// </summary>
/// <remarks>
/// The first byte says which command it is, and in which way it is written: a change of what is written gets a number of its own, and the readers
/// of those before stay. A version that does not know a number refuses the row.
/// </remarks>
internal static class PackedCommands
{
    private const byte Purchase = 1;
    private const byte Enrolment = 2;
    private const byte Return = 3;
    private const byte Reservation = 4;
    private const byte Capture = 5;
    private const byte Time = 6;

    /// <summary>The command without what has columns of its own; null where it is rare, or holds something rare.</summary>
    public static byte[]? Of(Command command) => command switch
    {
        RecordPurchase c when !PackedPurchase.IsRare(c) => PackWriter.Bytes(Purchase, c, PackedPurchase.Write),
        EnrolMember c when !PackedMember.IsRare(c) => PackWriter.Bytes(Enrolment, c, PackedMember.Write),
        ReturnLines c => PackWriter.Bytes(Return, c, PackedReturn.Write),
        ReserveReward c when !PackedRedemption.IsRare(c) => PackWriter.Bytes(Reservation, c, PackedRedemption.Write),
        CaptureRedemption c => PackWriter.Bytes(Capture, c, PackedRedemption.Write),
        PassTime c => PackWriter.Bytes(Time, c, PackedMember.Write),
        _ => null,
    };

    /// <summary>Whose an enrolment or a purchase is that nobody else has a part in, at a glance; false of every other body.</summary>
    /// <param name="id">Of the purchase, or of who joins.</param>
    /// <param name="owner">Empty where a purchase is nobody's.</param>
    public static bool IsOfOne(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> id, out ReadOnlySpan<byte> owner)
    {
        id = owner = [];
        switch (body)
        {
            case [Purchase, ..]:
                return PackedPurchase.Glance(body[1..], out id, out owner);
            case [Enrolment, ..]:
                id = owner = PackedMember.Glance(body[1..]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The command, with what the row's columns say of it.</summary>
    public static Command Read(ReadOnlySpan<byte> body, Columns row)
    {
        var pack = new PackReader(body);
        return pack.Byte() switch
        {
            Purchase => PackedPurchase.ReadPurchase(ref pack, row),
            Enrolment => PackedMember.ReadEnrolment(ref pack, row),
            Return => PackedReturn.ReadReturn(ref pack, row),
            Reservation => PackedRedemption.ReadReservation(ref pack, row),
            Capture => PackedRedemption.ReadCapture(ref pack, row),
            Time => PackedMember.ReadTime(ref pack, row),
            _ => throw Packed.Unknown(body),
        };
    }
}

/// <summary>What of a command stands in columns of its own.</summary>
internal readonly record struct Columns(CommandId Id, DateTimeOffset At, string Actor, bool IsTimedByServer, IReadOnlyList<Line> Lines);
