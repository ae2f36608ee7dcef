using Laurel.Engine;
using Laurel.Engine.Sqlite;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class OrdinaryWriteTests
{
    private static readonly OrdinaryWrite Table = new("CREATE TABLE people (member TEXT PRIMARY KEY, email TEXT UNIQUE) STRICT");

    [Fact]
    public async Task A_row_travels_with_its_command()
    {
        await using var shop = await Opened();
        await shop.Writer.Submit(Shop.Id, Shop.Enrol("ada"), [Person("ada", "ada@example.org")]);
        People(shop).ShouldBe(["ada"]);
    }

    [Fact]
    public async Task A_replayed_or_refused_command_writes_no_row()
    {
        await using var shop = await Opened();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Writer.Submit(Shop.Id, Shop.Enrol("ada"), [Person("ada", "ada@example.org")]);
        await shop.Writer.Submit(Shop.Id, Shop.Adjust("nobody", 5, "a1"), [Person("nobody", "nobody@example.org")]);
        People(shop).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_row_leaves_its_command_undecided_and_its_neighbours_decided()
    {
        await using var shop = await Opened(new Stage());
        await shop.Writer.Write([Person("eve", "ada@example.org")]);
        var held = await shop.Hold();
        var ada = shop.Writer.Submit(Shop.Id, Shop.Enrol("ada"), [Person("ada", "ada@example.org")]);
        var bob = shop.Writer.Submit(Shop.Id, Shop.Enrol("bob"), [Person("bob", "bob@example.org")]);
        shop.Stage!.Release();
        await held;
        (await Should.ThrowAsync<WriteRefusedException>(ada)).IsConstraint.ShouldBeTrue();
        (await bob).ShouldBeOfType<Answer.Decided>().Row.IsAccepted.ShouldBeTrue();
        (await shop.Writer.Reader.Find(Shop.Id, new CommandId("enrol-ada"))).ShouldBeNull();
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Writes_of_one_item_are_all_done_or_none()
    {
        await using var shop = await Opened();
        (await shop.Writer.Write([Person("ada", "a@example.org"), Person("bob", "b@example.org")])).ShouldBe(2);
        await Should.ThrowAsync<WriteRefusedException>(
            shop.Writer.Write([Person("cyd", "c@example.org"), Person("dan", "a@example.org")]));
        People(shop).ShouldBe(["ada", "bob"]);
    }

    [Fact]
    public async Task A_write_that_must_change_something_says_when_it_does_not()
    {
        await using var shop = await Opened();
        var write = new OrdinaryWrite("UPDATE people SET email = NULL WHERE member = @m", ("@m", "ada")) { MustChange = true };
        (await Should.ThrowAsync<WriteRefusedException>(shop.Writer.Write([write]))).IsConstraint.ShouldBeFalse();
        await shop.Writer.Write([Person("ada", "ada@example.org")]);
        (await shop.Writer.Write([write])).ShouldBe(1);
    }

    [Fact]
    public async Task Readers_cannot_write()
    {
        await using var shop = await Opened();
        using var connection = shop.Writer.Reader.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM people";
        Should.Throw<Microsoft.Data.Sqlite.SqliteException>(() => command.ExecuteNonQuery()).SqliteErrorCode.ShouldBe(8);
    }

    private static async Task<Shop> Opened(Stage? stage = null)
    {
        var shop = await Shop.Open(stage: stage);
        await shop.Writer.Write([Table]);
        return shop;
    }

    private static OrdinaryWrite Person(string member, string email) =>
        new("INSERT INTO people (member, email) VALUES (@member, @email)", ("@member", member), ("@email", email));

    private static List<string> People(Shop shop)
    {
        using var connection = shop.Writer.Reader.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT member FROM people ORDER BY member";
        using var reader = command.ExecuteReader();
        var members = new List<string>();
        while (reader.Read())
            members.Add(reader.GetString(0));
        return members;
    }
}
