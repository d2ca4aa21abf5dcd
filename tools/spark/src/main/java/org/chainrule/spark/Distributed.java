package org.chainrule.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.chainrule.error.ChainruleException;
import scala.Tuple2;

/** Rows as blocks on the machines, and what is asked of all of them. */
final class Distributed implements AutoCloseable {
    private final Recipe recipe;
    private final JavaRDD<RowBlock> blocks;
    private final JavaSparkContext context;
    private final int fan;
    private final RowBlock some;
    private final long rows;

    private Distributed(Recipe recipe, JavaRDD<RowBlock> blocks, int fan) {
        this.recipe = recipe;
        this.blocks = blocks;
        this.context = JavaSparkContext.fromSparkContext(blocks.context());
        this.fan = fan;
        List<Shard.Survey> surveys = blocks.mapPartitionsWithIndex(
                        only((part, all) -> Shard.survey(recipe, part, all)), true)
                .collect();
        for (Shard.Survey survey : surveys) {
            if (!survey.problem().isEmpty()) {
                close();
                throw new ChainruleException("{0}", survey.problem());
            }
        }
        this.rows = surveys.stream().mapToLong(Shard.Survey::rows).sum();
        if (rows == 0) {
            close();
            throw new ChainruleException("the data has no rows: nothing can be learned from it");
        }
        this.some = joined(surveys.stream()
                .map(Shard.Survey::some)
                .filter(each -> each.rows() > 0)
                .toList());
    }

    /**
     * Packs the rows and keeps the blocks, in memory as far as there is any, else on disk.
     *
     * @param schema of the rows; null for samples
     * @param fan how many partial sums are added at once; 0 to add all on the driver
     */
    static <T> Distributed of(JavaRDD<T> data, Packing packing, int fan) {
        JavaRDD<RowBlock> blocks = data.mapPartitions(packing::pack, true);
        blocks.persist(StorageLevel.MEMORY_AND_DISK());
        return new Distributed(packing.recipe(), blocks, fan);
    }

    /** Whether the rows of a partition come in the same order whenever it is made again. */
    static boolean isOrdered(JavaRDD<?> data) {
        String level = data.rdd().outputDeterministicLevel().toString();
        if (level.equals("INDETERMINATE")) {
            throw new ChainruleException(
                    "the partitions of the data have other rows when they are made again, and so a lost machine would change the result: write the data to a file, or checkpoint it, and train on that");
        }
        return level.equals("DETERMINATE");
    }

    private static RowBlock joined(List<RowBlock> all) {
        int rows = all.stream().mapToInt(RowBlock::rows).sum();
        double[][] values = new double[all.get(0).values().length][];
        for (int input = 0; input < values.length; input++) {
            int place = input;
            values[input] = all.stream()
                    .flatMapToDouble(block -> Arrays.stream(block.values()[place]))
                    .toArray();
        }
        return RowBlock.of(rows, values);
    }

    /** Some rows of each partition. */
    RowBlock some() {
        return some;
    }

    /** How many rows there are. */
    long rows() {
        return rows;
    }

    /** The loss and gradient of all rows, before they are divided. */
    Partial gradient(Shard shard, Map<String, double[]> values, int step) {
        Broadcast<Map<String, double[]>> sent = context.broadcast(values);
        try {
            return added(blocks.mapPartitionsWithIndex(
                    only((part, all) -> shard.gradient(part, all, sent.value(), step)), true));
        } finally {
            sent.destroy();
        }
    }

    /** The states that the partitions have come to, added up. */
    Partial round(Shard shard, Map<String, double[]> values, Shard.State state) {
        Broadcast<Map<String, double[]>> sent = context.broadcast(values);
        Broadcast<Shard.State> from = context.broadcast(state);
        try {
            return added(blocks.mapPartitionsWithIndex(
                    only((part, all) -> shard.round(part, all, sent.value(), from.value())), true));
        } finally {
            sent.destroy();
            from.destroy();
        }
    }

    /** What one partition is turned into. */
    @FunctionalInterface
    private interface Share<R> extends Serializable {
        R of(int partition, Iterator<RowBlock> blocks);
    }

    private static <R> Function2<Integer, Iterator<RowBlock>, Iterator<R>> only(Share<R> share) {
        return (partition, blocks) -> List.of(share.of(partition, blocks)).iterator();
    }

    /** The sum in the order of the partitions; in a tree, that of some neighbours each, and so on. */
    private Partial added(JavaRDD<Partial> partials) {
        JavaRDD<Partial> level = partials;
        int width = fan;
        while (width > 1 && level.getNumPartitions() > width) {
            int groups = (level.getNumPartitions() + width - 1) / width;
            level = level.mapPartitionsWithIndex(Distributed::keyed, true)
                    .mapToPair(pair -> pair)
                    .mapToPair(pair -> new Tuple2<>(pair._1() / width, pair._2()))
                    .groupByKey(new Groups(groups))
                    .mapValues(Distributed::inOrder)
                    .values();
        }
        return inOrder(level.collect());
    }

    private static Iterator<Tuple2<Integer, Partial>> keyed(int partition, Iterator<Partial> partials) {
        List<Tuple2<Integer, Partial>> keyed = new ArrayList<>();
        partials.forEachRemaining(partial -> keyed.add(new Tuple2<>(partition, partial)));
        return keyed.iterator();
    }

    private static Partial inOrder(Iterable<Partial> partials) {
        List<Partial> all = new ArrayList<>();
        partials.forEach(all::add);
        all.sort(Comparator.comparingInt(Partial::partition));
        return all.stream().reduce(Partial::plus).orElseThrow();
    }

    /** The group of a number is the number. */
    private static final class Groups extends Partitioner {
        private final int count;

        Groups(int count) {
            this.count = count;
        }

        @Override
        public int numPartitions() {
            return count;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key;
        }
    }

    @Override
    public void close() {
        blocks.unpersist(false);
    }
}
