using System.Text.Json;
using System.Text.Json.Serialization;

namespace Laurel;

/// <summary>A name of one thing, unique in its program, compared byte by byte.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string value);
}

/// <summary>Names a member: <c>mem_…</c>, or the id the merchant already uses. Never personal data.</summary>
[JsonConverter(typeof(IdConverter<MemberId>))]
public readonly record struct MemberId(string Value) : IId<MemberId>
{
    public static MemberId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Names a customer who has not joined: a keyed hash of a payment token or guest e-mail.</summary>
[JsonConverter(typeof(IdConverter<ShopperId>))]
public readonly record struct ShopperId(string Value) : IId<ShopperId>
{
    public static ShopperId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Names a purchase: the receipt or order number of the merchant, unique in the program.</summary>
[JsonConverter(typeof(IdConverter<PurchaseId>))]
public readonly record struct PurchaseId(string Value) : IId<PurchaseId>
{
    public static PurchaseId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Names a return of lines of a purchase.</summary>
[JsonConverter(typeof(IdConverter<ReturnId>))]
public readonly record struct ReturnId(string Value) : IId<ReturnId>
{
    public static ReturnId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Names a redemption of a reward.</summary>
[JsonConverter(typeof(IdConverter<RedemptionId>))]
public readonly record struct RedemptionId(string Value) : IId<RedemptionId>
{
    public static RedemptionId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Names a coupon: the keyed hash of its code, so that nobody who reads the journal can use it.</summary>
[JsonConverter(typeof(IdConverter<CouponId>))]
public readonly record struct CouponId(string Value) : IId<CouponId>
{
    public static CouponId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Names something a member did that is no purchase.</summary>
[JsonConverter(typeof(IdConverter<ActivityId>))]
public readonly record struct ActivityId(string Value) : IId<ActivityId>
{
    public static ActivityId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Names a household: <c>hh_…</c>, or the id the merchant already uses. Never personal data.</summary>
[JsonConverter(typeof(IdConverter<HouseholdId>))]
public readonly record struct HouseholdId(string Value) : IId<HouseholdId>
{
    public static HouseholdId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Names a play of a game: <c>ply_…</c>, made by the server.</summary>
[JsonConverter(typeof(IdConverter<PlayId>))]
public readonly record struct PlayId(string Value) : IId<PlayId>
{
    public static PlayId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The idempotency key a client makes for a command; kept as long as the ledger.</summary>
[JsonConverter(typeof(IdConverter<CommandId>))]
public readonly record struct CommandId(string Value) : IId<CommandId>
{
    public static CommandId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Writes an id as the plain string it is.</summary>
public sealed class IdConverter<T> : JsonConverter<T>
    where T : struct, IId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
