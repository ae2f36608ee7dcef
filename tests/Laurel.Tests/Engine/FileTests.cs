using Laurel.Engine;
using Laurel.Engine.Sqlite;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Engine;

public sealed class FileTests
{
    [Fact]
    public async Task A_file_has_one_writer_at_a_time()
    {
        await using var shop = await Shop.Open();
        var refused = await Should.ThrowAsync<JournalException>(() => Writer.Open(shop.Path));
        refused.Message.ShouldBe("shop.laurel has a writer already; a file has one at a time.");
    }

    [Fact]
    public async Task Commits_wait_for_the_disk()
    {
        await using var shop = await Shop.Open();
        await shop.Writer.DisposeAsync();
        using var connection = SqliteFile.OpenForWriting(shop.Path);
        Ask(connection, "PRAGMA synchronous").ShouldBe("2");
        Ask(connection, "PRAGMA journal_mode").ShouldBe("wal");
    }

    [Fact]
    public async Task What_is_written_in_the_journal_is_for_ever()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        foreach (var sql in new[] { "DELETE FROM journal", "UPDATE journal SET actor = 'x'", "UPDATE journal SET events = x'00'" })
        {
            var refused = await Should.ThrowAsync<WriteRefusedException>(shop.Writer.Write([new OrdinaryWrite(sql)]));
            refused.Message.ShouldContain("a journal row is for ever");
        }
    }

    [Fact]
    public async Task A_migration_that_changed_after_it_was_applied_is_refused()
    {
        await using var shop = await Shop.Open();
        await shop.Writer.DisposeAsync();
        Run(shop, "UPDATE migrations SET checksum = 'another' WHERE number = 1");
        var refused = await Should.ThrowAsync<JournalException>(() => Writer.Open(shop.Path));
        refused.Message.ShouldBe("0001-journal.sql of engine has changed since it was applied.");
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await using var shop = await Shop.Open();
        await shop.Writer.DisposeAsync();
        Run(shop, "INSERT INTO migrations VALUES ('engine', 9, '0009-later.sql', 'x')");
        var refused = await Should.ThrowAsync<JournalException>(() => Writer.Open(shop.Path));
        refused.Message.ShouldBe("The file has migration 0009 of engine, which this version does not know.");
    }

    [Fact]
    public void Migrations_are_applied_once_and_all_or_none()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Run(connection, "CREATE TABLE migrations (family, number, name, checksum, PRIMARY KEY (family, number))");
        Migration[] good = [Migration.Of("0001-a.sql", "CREATE TABLE a (x)"), Migration.Of("0002-b.sql", "CREATE TABLE b (x)")];
        Apply(connection, good);
        Apply(connection, good);
        Should.Throw<SqliteException>(() => Apply(connection, [.. good, Migration.Of("0003-c.sql", "CREATE TABLE c (x)"), Migration.Of("0004-d.sql", "nonsense")]));
        Ask(connection, "SELECT group_concat(name) FROM sqlite_master WHERE type = 'table' AND name <> 'migrations'").ShouldBe("a,b");
    }

    [Fact]
    public async Task Something_else_is_not_taken_for_a_journal()
    {
        var path = Scratch.File("shop.laurel");
        await File.WriteAllTextAsync(path, new string('x', 5000));
        (await Should.ThrowAsync<JournalException>(() => Writer.Open(path))).IsFatal.ShouldBeTrue();
        Should.Throw<JournalException>(() => SqliteFile.OpenForReading(path + "-absent")).Message.ShouldContain("There is no file");
    }

    [Fact]
    public async Task Documents_of_an_older_format_are_rebuilt_from_the_journal()
    {
        await using var shop = await Shop.Open();
        await shop.Decide(Shop.Enrol("ada"));
        await shop.Decide(Shop.Buy("r1", "ada", 1250));
        await shop.Decide(Shop.Return("r1", "back-1"));
        await shop.Tamper("UPDATE heads SET document_format = 0; UPDATE documents SET format = 0, body = x'00', seq = 1; DELETE FROM documents WHERE key LIKE 'r%'");
        (await shop.Verify()).Findings.ShouldBeEmpty();
        (await shop.Decide(Shop.Buy("r2", "ada", 700))).IsAccepted.ShouldBeTrue();
        (await shop.Balance("ada")).ShouldBe(7);
    }

    [Fact]
    public async Task A_row_knows_when_it_was_recorded()
    {
        var now = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
        await using var shop = await Shop.Open(new WriterOptions { Time = new StoppedClock(now) });
        (await shop.Decide(Shop.Enrol("ada"))).RecordedAt.ShouldBe(now);
        var read = await shop.Writer.Reader.Find(Shop.Id, new CommandId("enrol-ada"));
        (read!.RecordedAt, read.Command.At).ShouldBe((now, Shop.Start));
    }

    [Fact]
    public async Task A_small_cache_changes_nothing_but_the_speed()
    {
        await using var shop = await Shop.Open(new WriterOptions { CachedDocuments = 1 });
        foreach (var member in new[] { "ada", "bob", "cyd" })
            await shop.Decide(Shop.Enrol(member));
        for (var i = 0; i < 9; i++)
            await shop.Decide(Shop.Buy($"r{i}", new[] { "ada", "bob", "cyd" }[i % 3], 1000));
        (await shop.Balance("bob")).ShouldBe(30);
        (await shop.Verify()).Findings.ShouldBeEmpty();
    }

    private static void Apply(SqliteConnection connection, Migration[] migrations)
    {
        using var transaction = connection.BeginTransaction();
        Migrations.Apply(connection, transaction, "test", migrations);
        transaction.Commit();
    }

    private static void Run(Shop shop, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={shop.Path};Pooling=False");
        connection.Open();
        Run(connection, sql);
    }

    private static void Run(SqliteConnection connection, string sql) => SqliteFile.Run(connection, sql);

    private static string Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!.ToString()!;
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
